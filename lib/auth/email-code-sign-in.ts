import type { z } from "zod"
import { accountOf, lockAccount, ownershipOf } from "../accounts/store"
import { changedMeanwhile, retryStale } from "../accounts/unchanged"
import { recordEvent, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import { consumeChallenge, tryChallenge } from "../core/identity/challenges"
import { codeLife, isCodeOfLink } from "../core/identity/mailed-codes"
import { limitEmailCode } from "../core/rate-limit/email-code"
import type { SignIn } from "../sessions/service"
import { lockOrganizationsOf } from "../users/take-over"
import { begin } from "./begin-session"
import { completeSignIn } from "./complete"
import { type AskedCode, assertOn, isOwnLink, readEmailCode } from "./email-code"
import { giveToOwner } from "./new-owner"
import type { CodeAnswer } from "./schema"
import { scopeToOpen } from "./scopes"

type Door = "browser" | "api"

/**
 * Signs in by an emailed code: one factor. It proves the address, so an unverified account is taken over from its
 * registrant and has no password afterwards. A wrong code and one for an unknown address get the same response.
 * @throws AppError not_found, token_expired, invalid_token (challenge), validation_failed (code), rate_limited,
 * second_factor_required
 */
export async function signInByCode({ challenge, code }: z.output<typeof CodeAnswer>, door: Door): Promise<SignIn> {
  assertOn()
  const asked = await readEmailCode(challenge)
  const counted = await limitEmailCode(asked.remembered.email, asked.userId)
  if (asked.userId !== null && isCodeOfLink(asked.link, code)) {
    // As a try: of many at the same time, those after the last are refused, right or wrong.
    const session = retryStale(() => enter(asked, door, (tx) => count(tx, asked)))
    return session.finally(counted.uncounted)
  }
  await transaction(async (tx) => {
    await count(tx, asked)
    await recordEvent(tx, null, { tenantId: systemTenant, action: "session.sign_in_failed" })
  }).catch(async (error: unknown) => {
    await counted.uncounted()
    throw error
  })
  await counted.wrong()
  throw fieldError("code", "incorrect", { reason: "mailed_code" })
}

async function count(tx: Tx, { link }: AskedCode): Promise<void> {
  await tryChallenge(tx, "email_code", link, codeLife.tries)
}

/**
 * Signs in by the emailed link, in the browser that asked for it: it has the challenge. Wrong codes of others don't
 * stand in its way.
 * @throws AppError token_expired (also in another browser), not_found, invalid_token, second_factor_required
 */
export async function signInByLink(given: { link: string; challenge: string }, door: Door): Promise<SignIn> {
  assertOn()
  if (!isOwnLink(given.link, given.challenge)) throw new AppError("token_expired")
  const asked = await readEmailCode(given.challenge)
  return retryStale(() => enter(asked, door))
}

/** @param counts counts the try, behind the account's lock */
async function enter(asked: AskedCode, door: Door, counts?: (tx: Tx) => Promise<void>): Promise<SignIn> {
  const { userId, remembered, link } = asked
  const account = userId === null ? null : await accountOf(userId)
  if (!account || account.email !== remembered.email || ownershipOf(account) === "nobody")
    throw new AppError("token_expired")
  if (ownershipOf(account) === "unproved") return takeOverByCode(account.id, asked, door, counts)
  return completeSignIn(account, {
    kind: door,
    organizationId: remembered.organizationId ?? undefined,
    amr: ["otp"],
    factor: "email_code",
    again: async (tx) => {
      await counts?.(tx)
      await consumeChallenge(tx, "email_code", link)
    },
  })
}

function takeOverByCode(
  userId: string,
  { link, remembered }: AskedCode,
  door: Door,
  counts?: (tx: Tx) => Promise<void>,
): Promise<SignIn> {
  return transaction(async (tx) => {
    await lockOrganizationsOf(tx, userId)
    const account = await lockAccount(tx, userId)
    await counts?.(tx)
    await consumeChallenge(tx, "email_code", link)
    if (account.email !== remembered.email) throw new AppError("token_expired")
    if (ownershipOf(account) !== "unproved") throw changedMeanwhile("ownership")
    await giveToOwner(tx, account, null)
    const scope = await scopeToOpen(account, remembered.organizationId ?? undefined, tx)
    return begin(tx, userId, door, scope, "session.signed_in", ["otp"], "email_code")
  })
}
