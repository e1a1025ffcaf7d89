"use server"

import type { z } from "zod"
import { fieldSentence, sentence } from "@/lib/core/forms/failure"
import { formAction } from "@/lib/core/forms/form-action"
import type { RowAnswer } from "@/lib/core/forms/form-state"
import type { Actor } from "@/lib/core/identity/authorize"
import { type InvitedRow, inviteRows } from "@/lib/invites/bulk"
import { ManyInvites } from "./schema"

type Given = { actor: Actor<"invites:write">; input: z.output<typeof ManyInvites> }

async function act({ actor, input: { rows, planned } }: Given, dry_run: boolean): Promise<RowAnswer[]> {
  const invites = rows.map(({ id: _, ...invite }) => invite)
  const results = await inviteRows(actor, { invites, dry_run }, planned)
  return Promise.all(results.map((result) => answer(rows[result.row]?.id ?? "", result)))
}

// Codes of fields that have a word of their own; others are `bad_<field>`.
const ownWord = ["undeliverable", "reserved"]

/** The word for a row: what the service says, `bad_<field>` for a field that is wrong. */
async function answer(id: string, { result, error }: InvitedRow): Promise<RowAnswer> {
  if (!error) return { id, ok: result !== "duplicate", code: result }
  const [wrong] = error.details.fields ?? []
  if (!wrong) return { id, ok: false, code: error.code, message: await sentence(error) }
  const code = ownWord.includes(wrong.code) ? wrong.code : `bad_${wrong.field.split(".")[0]}`
  return { id, ok: false, code, message: await fieldSentence(wrong) }
}

export const checkMany = formAction({
  permission: "invites:write",
  body: ManyInvites,
  run: (given) => act(given, true),
  rows: (rows) => rows,
})

export const sendMany = formAction({
  permission: "invites:write",
  body: ManyInvites,
  run: (given) => act(given, false),
  rows: (rows) => rows,
})
