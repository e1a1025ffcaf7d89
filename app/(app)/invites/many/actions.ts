"use server"

import type { z } from "zod"
import { AppError } from "@/lib/core/errors"
import { fieldSentence, sentence } from "@/lib/core/forms/failure"
import { formAction } from "@/lib/core/forms/form-action"
import type { RowAnswer } from "@/lib/core/forms/form-state"
import { inviteManyAct } from "@/lib/invites/acts"
import type { InvitedRow } from "@/lib/invites/bulk"
import { ManyInvites } from "./schema"

type Form = z.output<typeof ManyInvites>

const asked = ({ rows, planned, password }: Form, dry_run: boolean) => ({
  target: { planned },
  body: { invites: rows.map(({ id: _, ...invite }) => invite), dry_run },
  password,
})

const answers = (results: readonly InvitedRow[], { rows }: Form): Promise<RowAnswer[]> =>
  Promise.all(results.map((result) => answer(rows[result.row]?.id ?? "", result)))

// Codes that have a text of their own; others use `bad_<field>`.
const ownWord = ["undeliverable", "reserved"]

/** The result of a row: the service's, or `bad_<field>` for an invalid field. */
async function answer(id: string, { result, error }: InvitedRow): Promise<RowAnswer> {
  if (result === "not_tried")
    return { id, ok: false, code: result, message: await sentence(new AppError("unavailable")) }
  if (!error) return { id, ok: result !== "duplicate", code: result }
  const [wrong] = error.details.fields ?? []
  if (!wrong) return { id, ok: false, code: error.code, message: await sentence(error) }
  const code = ownWord.includes(wrong.code) ? wrong.code : `bad_${wrong.field.split(".")[0]}`
  return { id, ok: false, code, message: await fieldSentence(wrong) }
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
