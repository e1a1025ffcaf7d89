import type { z } from "zod"
import { AppError, isAppError } from "../core/errors"
import { englishFields, englishText } from "../core/http/english"
import { fieldErrors } from "../core/http/field-errors"
import { toAppError } from "../core/http/to-app-error"
import type { Actor } from "../core/identity/authorize"
import { limitMail } from "../core/rate-limit/mail"
import { previewInvite } from "./check"
import { createInvite } from "./offer"
import { type BulkInvites, type BulkResult, NewInvite } from "./schema"

type Result = z.input<typeof BulkResult>

/** Result of a row; `error` says why it is `refused` or `invalid`. */
export type InvitedRow = Pick<Result, "row" | "email" | "result" | "invite"> & { error?: AppError }

/** Results of the rows as the API shows them. */
export const bulkResults = (rows: readonly InvitedRow[]) =>
  rows.map(({ error, ...row }): Result => {
    if (!error) return row
    const { fields } = error.details
    const wrong = fields && { fields: englishFields(fields) }
    return row.result === "invalid"
      ? { ...row, ...wrong }
      : { ...row, code: error.code, message: englishText(error), ...wrong }
  })

/**
 * Invites up to 100 addresses, each on its own: a result per row; a failed row doesn't stop the others. With `dry_run`
 * nothing is written or emailed. An address given twice counts once.
 * @param planned for a dry run: how many emails the caller is about to send before these
 */
export async function inviteRows(
  actor: Actor<"invites:write">,
  input: z.output<typeof BulkInvites>,
  planned = 0,
): Promise<InvitedRow[]> {
  const results: InvitedRow[] = []
  const seen = new Set<string>()
  let mails = planned
  for (const [row, given] of mergedRows(input).entries()) {
    const answer = await inviteOne(actor, given, input.dry_run ? mails : null, seen)
    if (answer.result === "would_invite") mails++
    results.push({ row, ...answer })
  }
  return results
}

const mergedRows = ({ invites, defaults }: z.output<typeof BulkInvites>) =>
  invites.map((given) => ({ ...defaults, ...(typeof given === "object" && given !== null ? given : {}) }))

/** The parsed rows, each completed by the defaults. */
export const rowsOf = (input: z.output<typeof BulkInvites>) => mergedRows(input).map((row) => NewInvite.safeParse(row))

async function inviteOne(
  actor: Actor<"invites:write">,
  given: object,
  planned: number | null,
  seen: Set<string>,
): Promise<Omit<InvitedRow, "row">> {
  const parsed = NewInvite.safeParse(given, { reportInput: true })
  const typed = "email" in given && typeof given.email === "string" ? given.email.slice(0, 254) : null
  if (!parsed.success) {
    const error = new AppError("validation_failed", { fields: fieldErrors(parsed.error.issues) })
    return { email: typed, result: "invalid", error }
  }
  const { email } = parsed.data
  if (seen.has(email)) return { email, result: "duplicate" }
  seen.add(email)
  try {
    if (planned !== null) await previewInvite(actor, parsed.data, planned)
    else return { email, result: "invited", invite: await inviteCounted(actor, parsed.data) }
    return { email, result: "would_invite" }
  } catch (thrown) {
    const error = toAppError(thrown)
    if (!isAppError(thrown) && error.status >= 500) throw thrown
    return { email, result: "refused", error }
  }
}

async function inviteCounted(actor: Actor<"invites:write">, input: z.output<typeof NewInvite>) {
  const refundOnError = await limitMail(input.email, actor.tenantId)
  return createInvite(actor, input).catch(refundOnError)
}
