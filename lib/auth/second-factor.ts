import { type Account, accountOf, lockAccount } from "../accounts/store"
import { assertUnchanged } from "../accounts/unchanged"
import { recordEvent, systemTenant } from "../audit-events/record"
import { sha256 } from "../core/crypto"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError, isAppError } from "../core/errors"
import { issueLink, peekLink } from "../core/identity/secrets"
import { useCode } from "../second-factor/use-code"
import type { SignIn } from "../sessions/service"
import { restoreAccount } from "../users/close"
import { lockOrganizationsOf } from "../users/take-over"
import { begin } from "./begin-session"
import { scopeToOpen } from "./scopes"

const minutes = 5
const attempts = 5

/**
 * Responds to a right password where two-factor authentication is on: with a challenge, which the code completes.
 * @throws AppError second_factor_required, always, with `challenge` and `factors`
 */
export async function challenge(account: Account, organizationId: string | undefined): Promise<never> {
  const owner = { userId: account.id, organizationId: organizationId ?? null, provesAddress: null }
  const token = await transaction(async (tx) => {
    await assertUnchanged(tx, account)
    return issueLink(tx, "challenge", owner, minutes * 60)
  })
  throw new AppError("second_factor_required", { challenge: token, factors: ["totp", "recovery_code"] })
}

/**
 * Completes a sign-in with a code of the authenticator app or a recovery code. A challenge expires after five minutes
 * or five wrong codes; revoking its password revokes it too.
 * @throws AppError invalid_token, token_expired, not_found (challenge), validation_failed (code)
 */
export async function answerChallenge(
  input: { challenge: string; code: string },
  kind: "browser" | "api",
): Promise<SignIn> {
  const userId = await ownerOf(input.challenge)
  const signedIn = await transaction(async (tx) => {
    if ((await accountOf(userId, tx))?.closedAt) await lockOrganizationsOf(tx, userId)
    const account = await lockAccount(tx, userId)
    const organizationId = await countAttempt(tx, input.challenge)
    const factor = await useCode(tx, account.id, input.code)
    if (factor === null || factor === "unreadable" || account.overdue) {
      await recordEvent(tx, { userId: account.id }, { tenantId: systemTenant, action: "session.second_factor_failed" })
      return factor === "unreadable" ? factor : null
    }
    await tx.$executeRaw`UPDATE secrets SET used_at = now() WHERE hash = ${sha256(input.challenge)}`
    const restored = account.closedAt ? await restoreAccount(tx, account) : null
    const scope = await scopeToOpen(account, organizationId ?? undefined, tx)
    const session = await begin(tx, account.id, kind, scope, "session.signed_in", factor)
    return restored ? { ...session, restored } : session
  })
  if (signedIn === "unreadable") throw unreadable()
  if (!signedIn) throw fieldError("code", "incorrect", { reason: "code" })
  return signedIn
}

const unreadable = () => fieldError("code", "unreadable", { reason: "authenticator" })

/** Returns the user ID of a challenge. @throws AppError not_found, invalid_token, token_expired */
async function ownerOf(challenge: string): Promise<string> {
  const link = await peekLink("challenge", challenge).catch(async (error: unknown) => {
    throw isAppError(error) && error.code === "token_expired" ? await whyDead(challenge) : error
  })
  return String(link.user_id)
}

/** Returns why a challenge is invalid: it was revoked, as by a new password, or it is used or expired. */
async function whyDead(challenge: string, client: Tx = db()): Promise<AppError> {
  const link = { hash: sha256(challenge), kind: "challenge", revokedAt: { not: null } }
  if ((await client.secret.count({ where: link })) > 0) return new AppError("invalid_token", { reason: "challenge" })
  return new AppError("token_expired", { reason: "challenge" })
}

/** The row's lock serializes concurrent attempts. @throws AppError invalid_token, token_expired */
async function countAttempt(tx: Tx, token: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ tries: number; organization_id: string | null }[]>`
    UPDATE secrets SET attempts = attempts + 1
    WHERE hash = ${sha256(token)} AND kind = 'challenge' AND used_at IS NULL AND revoked_at IS NULL
      AND expires_at > statement_timestamp()
    RETURNING attempts AS tries, organization_id`
  if (!row || row.tries > attempts) throw await whyDead(token, tx)
  return row.organization_id
}
