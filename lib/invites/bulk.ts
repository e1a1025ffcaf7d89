import type { z } from "zod"
import { isAppError } from "../core/errors"
import { toAppError } from "../core/http/to-app-error"
import { fieldErrors } from "../core/http/validation"
import type { Actor } from "../core/identity/authorize"
import { limitMail } from "../core/rate-limit/mail"
import { type BulkInvites, type BulkResult, NewInvite } from "./schema"
import { createInvite, previewInvite } from "./service"

type Result = z.input<typeof BulkResult>

/**
 * Invites up to 100 addresses, each for itself: an answer per row, and one bad row stops no other. With `dry_run`
 * nothing is written and nothing mailed. An address given twice counts once.
 * @param planned of a dry run: how many mails the caller is about to send before these
 */
export async function inviteMany(
  actor: Actor<"invites:write">,
  input: z.output<typeof BulkInvites>,
  planned = 0,
): Promise<Result[]> {
  const results: Result[] = []
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

/** The rows as they are read, each completed by the defaults. */
export const rowsOf = (input: z.output<typeof BulkInvites>) => mergedRows(input).map((row) => NewInvite.safeParse(row))

async function inviteOne(
  actor: Actor<"invites:write">,
  given: object,
  planned: number | null,
  seen: Set<string>,
): Promise<Omit<Result, "row">> {
  const parsed = NewInvite.safeParse(given, { reportInput: true })
  const typed = "email" in given && typeof given.email === "string" ? given.email.slice(0, 254) : null
  if (!parsed.success) return { email: typed, result: "invalid", fields: fieldErrors(parsed.error.issues) }
  const { email } = parsed.data
  if (seen.has(email)) return { email, result: "duplicate" }
  seen.add(email)
  try {
    if (planned !== null) await previewInvite(actor, parsed.data, planned)
    else return { email, result: "invited", invite: await inviteCounted(actor, parsed.data) }
    return { email, result: "would_invite" }
  } catch (error) {
    const { code, message, status, details } = toAppError(error)
    if (!isAppError(error) && status >= 500) throw error
    const { fields } = details
    return { email, result: "refused", code, message, ...(fields ? { fields } : {}) }
  }
}

async function inviteCounted(actor: Actor<"invites:write">, input: z.output<typeof NewInvite>) {
  const refundOnError = await limitMail(input.email, actor.tenantId)
  return createInvite(actor, input).catch(refundOnError)
}
