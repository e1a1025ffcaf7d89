import { type Account, accountOf, lockAccount } from "../accounts/store"
import { assertUnchanged } from "../accounts/unchanged"
import { recordEvent, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError, isAppError } from "../core/errors"
import {
  consumeChallenge,
  type IdentityUsed,
  issueChallenge,
  readChallenge,
  tryChallenge,
} from "../core/identity/challenges"
import { codeLife } from "../core/identity/mailed-codes"
import { limitMail } from "../core/rate-limit/mail"
import { noteIdentity } from "../identities/used"
import { rememberDevice } from "../remembered-devices/store"
import { endReset } from "../second-factor/ends"
import { useCode as checkCode } from "../second-factor/use-code"
import { amrOf, type SignIn } from "../sessions/service"
import { restoreAccount } from "../users/close"
import { lockOrganizationsOf } from "../users/take-over"
import { countFactorCode, emailFactorCode, isFactorCode } from "./after-reset"
import { begin } from "./begin-session"
import { scopeToOpen } from "./scopes"

const minutes = 5
const attempts = 5

/**
 * Responds to a right first factor where a second one is needed: with a challenge, which the code completes. Without
 * two-factor authentication the code is emailed.
 * @throws AppError second_factor_required, always, with `challenge` and `factors`; rate_limited (emails)
 */
export async function challenge(account: Account, first: Challenged): Promise<never> {
  const { amr, organizationId = null, again, identity } = first
  const byApp = account.twoFactor
  const unsent = byApp ? rethrow : await limitMail(account.email, null, "own")
  const token = await transaction(async (tx) => {
    await assertUnchanged(tx, account)
    await again(tx)
    const remembered = { amr, organizationId, identity, ...(!byApp && { code: await emailFactorCode(tx, account) }) }
    const seconds = (byApp ? minutes : codeLife.minutes) * 60
    return issueChallenge(tx, "two_factor", { userId: account.id, remembered, seconds })
  }).catch(unsent)
  const factors = byApp ? ["totp", "recovery_code"] : ["email_code"]
  throw new AppError("second_factor_required", { challenge: token, factors })
}

function rethrow(error: unknown): never {
  throw error
}

type Challenged = {
  amr: readonly string[]
  organizationId?: string | null | undefined
  again: (tx: Tx) => Promise<void>
  identity?: IdentityUsed | undefined
}

/** Whether a challenge is completed by a code that was emailed. False for one that is unknown or used. */
export async function takesEmailedCode(token: string): Promise<boolean> {
  const challenge = await readChallenge("two_factor", token).catch((error: unknown) => {
    if (!isAppError(error)) throw error
    return null
  })
  return challenge?.remembered.code !== undefined
}

/**
 * Completes a sign-in with a code of the authenticator app or a recovery code, or with the one that was emailed. A
 * challenge expires after five minutes (ten for an emailed code) or five wrong codes; revoking its password revokes it
 * too.
 * @throws AppError invalid_token, token_expired, not_found (challenge), validation_failed (code), rate_limited
 */
export async function answerChallenge(
  input: { challenge: string; code: string; remember?: boolean | undefined },
  kind: "browser" | "api",
): Promise<SignIn> {
  const { userId, remembered } = await readChallenge("two_factor", input.challenge)
  if (userId === null) throw new AppError("not_found", { reason: "challenge" })
  const counted = remembered.code === undefined ? null : await countFactorCode(userId)
  const signedIn = await transaction((tx) => answer(tx, userId, input, kind)).catch(async (error: unknown) => {
    await counted?.uncounted()
    throw error
  })
  if (signedIn === "unreadable") throw fieldError("code", "unreadable", { reason: "authenticator" })
  if (signedIn === null) {
    await counted?.wrong()
    throw fieldError("code", "incorrect", { reason: counted ? "mailed_code" : "code" })
  }
  await counted?.uncounted()
  return signedIn
}

async function answer(
  tx: Tx,
  userId: string,
  input: { challenge: string; code: string; remember?: boolean | undefined },
  kind: "browser" | "api",
): Promise<SignIn | "unreadable" | null> {
  if ((await accountOf(userId, tx))?.closedAt) await lockOrganizationsOf(tx, userId)
  const account = await lockAccount(tx, userId)
  const { remembered } = await tryChallenge(tx, "two_factor", input.challenge, attempts)
  const factor = await factorOf(tx, userId, input.code, remembered.code)
  if (factor === null || factor === "unreadable" || account.overdue) {
    await recordEvent(tx, { userId }, { tenantId: systemTenant, action: "session.second_factor_failed" })
    return factor === "unreadable" ? factor : null
  }
  await consumeChallenge(tx, "two_factor", input.challenge)
  if (factor === "email_code") await endReset(tx, userId)
  const restored = account.closedAt ? await restoreAccount(tx, account) : null
  const scope = await scopeToOpen(account, remembered.organizationId ?? undefined, tx)
  // An emailed code is weaker than two-factor authentication: the session isn't `mfa`.
  const amr = factor === "email_code" ? [...new Set([...remembered.amr, "otp"])] : amrOf(factor, remembered.amr)
  const session = await begin(tx, userId, kind, scope, "session.signed_in", amr, factor)
  if (remembered.identity) await noteIdentity(tx, session, account, remembered.identity)
  const remembers = input.remember === true && factor !== "email_code" && !account.superAdmin
  const device = remembers ? { deviceToken: await rememberDevice(tx, account.id) } : {}
  return { ...session, ...device, ...(restored && { restored }) }
}

/** @param emailed the code that was emailed, as stored; without, the account's own factors count */
async function factorOf(tx: Tx, userId: string, code: string, emailed: string | undefined) {
  if (emailed === undefined) return checkCode(tx, userId, code)
  return isFactorCode(userId, code, emailed) ? "email_code" : null
}
