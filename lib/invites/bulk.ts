import type { z } from "zod"
import { transaction } from "../core/db/transaction"
import type { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { inChunks } from "../core/in-chunks"
import type { Outcome } from "../core/outcome"
import { makeAdmitted, previewOffers, sentOf, withMails } from "./admit-mails"
import type { Offer } from "./check"
import { inviteOffer, lockToOffer, organizationOf } from "./offer"
import { showInvite } from "./read"
import { asAppError, failureOf, isDuplicate, readRows, settleRows } from "./rows"
import { type BulkInvites, type BulkResult, type Invite, InviteTerms } from "./schema"

type Result = z.input<typeof BulkResult>

/** Result of a row; `error` says why it is `refused` or `invalid`. */
export type InvitedRow = Pick<Result, "row" | "email" | "result" | "invite"> & { error?: AppError }

/** Results of the rows as the API shows them. */
export const bulkResults = (rows: readonly InvitedRow[]) =>
  rows.map(({ error, ...row }): Result => {
    if (!error) return row
    const { code, message, fields } = failureOf(error)
    return { ...row, ...(row.result === "refused" && { code, message }), ...(fields && { fields }) }
  })

/** The parsed rows, each completed by the defaults. */
export const rowsOf = ({ invites, defaults }: z.output<typeof BulkInvites>) =>
  readRows(
    InviteTerms,
    invites.map((given) => ({ ...defaults, ...(typeof given === "object" && given !== null ? given : {}) })),
  )

/** The rows that are valid. */
export const givenIn = (input: z.output<typeof BulkInvites>) =>
  rowsOf(input).flatMap((row) => ("given" in row ? [row.given] : []))

/**
 * Invites many addresses, each on its own: a result per row; a failed row doesn't stop the others. With `dry_run` nothing
 * is written or emailed. An address given twice counts once.
 * @param planned for a dry run: how many emails the caller is about to send before these
 */
export async function inviteRows(
  actor: Actor<"invites:write">,
  input: z.output<typeof BulkInvites>,
  planned = 0,
): Promise<InvitedRow[]> {
  const settled = await settleRows(rowsOf(input), async (given): Promise<Outcome<Invite | undefined>[]> => {
    const offers = given.map(inviteOffer)
    if (!input.dry_run)
      return inChunks(`members ${organizationOf(actor)}`, offers, (chunk) => inviteChunk(actor, chunk))
    const outcomes = await previewOffers(actor, offers, planned)
    return outcomes.map((outcome) => ("error" in outcome ? outcome : { value: undefined }))
  })
  return settled.map(({ read, outcome }): InvitedRow => {
    const { row, email } = read
    if (!outcome) return { row, email, result: "not_tried" }
    if ("value" in outcome)
      return outcome.value
        ? { row, email, result: "invited", invite: outcome.value }
        : { row, email, result: "would_invite" }
    if (isDuplicate(read)) return { row, email, result: "duplicate" }
    return { row, email, result: "error" in read ? "invalid" : "refused", error: asAppError(outcome.error) }
  })
}

async function inviteChunk(actor: Actor<"invites:write">, offers: readonly Offer[]): Promise<Outcome<Invite>[]> {
  const { outcomes } = await withMails(actor, offers, (admission) =>
    transaction(async (tx) => {
      const { current, organization } = await lockToOffer(tx, actor, "invites:write")
      const outcomes = await makeAdmitted(tx, current, organization, offers, admission)
      return { outcomes, sent: sentOf(outcomes) }
    }),
  )
  return outcomes.map((outcome) =>
    "error" in outcome ? outcome : { value: showInvite(outcome.value.invite, "queued") },
  )
}
