"use server"

import type { z } from "zod"
import { speaker } from "@/lib/core/forms/failure"
import { formAction } from "@/lib/core/forms/form-action"
import type { RowAnswer } from "@/lib/core/forms/form-state"
import type { Actor } from "@/lib/core/identity/authorize"
import { inviteMany } from "@/lib/invites/bulk"
import type { BulkResult } from "@/lib/invites/schema"
import { ManyInvites } from "./schema"

type Given = { actor: Actor<"invites:write">; input: z.output<typeof ManyInvites> }

async function act({ actor, input: { rows, planned } }: Given, dry_run: boolean): Promise<RowAnswer[]> {
  const invites = rows.map(({ id: _, ...invite }) => invite)
  const results = await inviteMany(actor, { invites, dry_run }, planned)
  const say = await speaker()
  return results.map((result) => {
    const { message, ...rest } = answer(rows[result.row]?.id ?? "", result)
    return message ? { ...rest, message: say(message) } : rest
  })
}

// Codes of fields that have a word of their own; others are `bad_<field>`.
const ownWord = ["undeliverable", "reserved"]

/** The word for a row: what the service says, `bad_<field>` for a field that is wrong. */
function answer(id: string, { result, code, message, fields = [] }: z.input<typeof BulkResult>): RowAnswer {
  if (result === "invited" || result === "would_invite") return { id, ok: true, code: result }
  if (result === "duplicate") return { id, ok: false, code: result }
  const [wrong] = fields
  if (!wrong) return { id, ok: false, code, message }
  const field = wrong.field.split(".")[0]
  return { id, ok: false, code: ownWord.includes(wrong.code) ? wrong.code : `bad_${field}`, message: wrong.message }
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
