"use server"

import type { z } from "zod"
import { speaker } from "@/lib/core/forms/failure"
import { formAction } from "@/lib/core/forms/form-action"
import type { RowAnswer } from "@/lib/core/forms/form-state"
import { inviteManyAct } from "@/lib/invites/acts"
import type { BulkResult } from "@/lib/invites/schema"
import { ManyInvites } from "./schema"

type Form = z.output<typeof ManyInvites>
type Result = z.input<typeof BulkResult>

const asked = ({ rows, planned, password }: Form, dry_run: boolean) => ({
  target: { planned },
  body: { invites: rows.map(({ id: _, ...invite }) => invite), dry_run },
  password,
})

async function answers(results: readonly Result[], { rows }: Form): Promise<RowAnswer[]> {
  const say = await speaker()
  return results.map((result) => {
    const { message, ...rest } = answer(rows[result.row]?.id ?? "", result)
    return message ? { ...rest, message: say(message) } : rest
  })
}

// Codes of fields that have a word of their own; others are `bad_<field>`.
const ownWord = ["undeliverable", "reserved"]

/** The word for a row: what the service says, `bad_<field>` for a field that is wrong. */
function answer(id: string, { result, code, message, fields = [] }: Result): RowAnswer {
  if (result === "invited" || result === "would_invite") return { id, ok: true, code: result }
  if (result === "duplicate") return { id, ok: false, code: result }
  const [wrong] = fields
  if (!wrong) return { id, ok: false, code, message }
  const field = wrong.field.split(".")[0]
  return { id, ok: false, code: ownWord.includes(wrong.code) ? wrong.code : `bad_${field}`, message: wrong.message }
}

export const checkMany = formAction(inviteManyAct, {
  fields: ManyInvites,
  given: (form) => asked(form, true),
  rows: answers,
})

export const sendMany = formAction(inviteManyAct, {
  fields: ManyInvites,
  given: (form) => asked(form, false),
  rows: answers,
})
