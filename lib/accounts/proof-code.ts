import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError, isAppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { consumeChallenge, issueChallenge, tryChallenge } from "../core/identity/challenges"
import { codeLife, isStoredCode, randomCode, storedCode } from "../core/identity/mailed-codes"
import { plainCode } from "../core/invisible"
import { enqueueMail } from "../mail/outbox"
import { lockAccount } from "./store"

const { minutes, tries } = codeLife

// Found by the session that it was asked for, so that the code alone is enough there, and worth nothing elsewhere.
const tokenOf = (me: UserCaller) => `email-proof ${me.sessionId}`
const purposeOf = (me: UserCaller) => `email-proof ${me.userId} ${me.sessionId}`

/**
 * Emails the caller a code, by which an account without a password proves itself in this session, once. A second one
 * replaces the first.
 * @throws AppError validation_failed (the account has a password), invalid_token
 */
export async function sendProofCode(me: UserCaller): Promise<void> {
  await transaction(async (tx) => {
    const account = await lockAccount(tx, me.userId)
    await assertSignedIn(tx, me)
    if (account.passwordHash !== null) throw fieldError("password", "required", { reason: "proof" })
    const code = randomCode()
    const remembered = { code: storedCode(purposeOf(me), code) }
    const [userId, token] = [me.userId, tokenOf(me)]
    await issueChallenge(tx, "email_proof", { userId, remembered, seconds: minutes * 60, token })
    const data = { name: account.name, code, minutes }
    await enqueueMail(tx, { to: account.email, template: "proof_code", data, tenantId: null })
  })
}

/** Counts a try of the caller's code, and compares it. @returns whether it is right, and was not used */
export async function isProofCode(me: UserCaller, typed: string): Promise<boolean> {
  return transaction(async (tx) => {
    const { userId, remembered } = await tryChallenge(tx, "email_proof", tokenOf(me), tries)
    return userId === me.userId && isStoredCode(purposeOf(me), plainCode(typed), remembered.code)
  }).catch(goneIsWrong)
}

/** Uses the code up, behind the account's lock. @throws AppError invalid_token where it was used or revoked meanwhile */
export async function consumeProofCode(tx: Tx, me: UserCaller): Promise<void> {
  await consumeChallenge(tx, "email_proof", tokenOf(me)).catch((error: unknown) => {
    goneIsWrong(error)
    throw new AppError("invalid_token")
  })
}

/** Without an open code, whatever is typed is wrong: a new one has to be asked for. */
function goneIsWrong(error: unknown): false {
  if (isAppError(error) && ["not_found", "token_expired", "invalid_token"].includes(error.code)) return false
  throw error
}
