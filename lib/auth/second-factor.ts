import { type Account, accountOf, lockAccount } from "../accounts/store"
import { assertUnchanged } from "../accounts/unchanged"
import { recordEvent, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import { consumeChallenge, issueChallenge, readChallenge, tryChallenge } from "../core/identity/challenges"
import { rememberDevice } from "../remembered-devices/store"
import { useCode } from "../second-factor/use-code"
import { amrOf, type SignIn } from "../sessions/service"
import { restoreAccount } from "../users/close"
import { lockOrganizationsOf } from "../users/take-over"
import { begin } from "./begin-session"
import { scopeToOpen } from "./scopes"

const minutes = 5
const attempts = 5

/**
 * Responds to a right first factor where two-factor authentication is on: with a challenge, which the code completes.
 * @throws AppError second_factor_required, always, with `challenge` and `factors`
 */
export async function challenge(account: Account, { amr, organizationId = null, again }: Challenged): Promise<never> {
  const token = await transaction(async (tx) => {
    await assertUnchanged(tx, account)
    await again(tx)
    const remembered = { amr, organizationId }
    return issueChallenge(tx, "two_factor", { userId: account.id, remembered, seconds: minutes * 60 })
  })
  throw new AppError("second_factor_required", { challenge: token, factors: ["totp", "recovery_code"] })
}

type Challenged = {
  amr: readonly string[]
  organizationId?: string | null | undefined
  again: (tx: Tx) => Promise<void>
}

/**
 * Completes a sign-in with a code of the authenticator app or a recovery code. A challenge expires after five minutes
 * or five wrong codes; revoking its password revokes it too.
 * @throws AppError invalid_token, token_expired, not_found (challenge), validation_failed (code)
 */
export async function answerChallenge(
  input: { challenge: string; code: string; remember?: boolean | undefined },
  kind: "browser" | "api",
): Promise<SignIn> {
  const { userId } = await readChallenge("two_factor", input.challenge)
  if (userId === null) throw new AppError("not_found", { reason: "challenge" })
  const signedIn = await transaction(async (tx) => {
    if ((await accountOf(userId, tx))?.closedAt) await lockOrganizationsOf(tx, userId)
    const account = await lockAccount(tx, userId)
    const { remembered } = await tryChallenge(tx, "two_factor", input.challenge, attempts)
    const factor = await useCode(tx, account.id, input.code)
    if (factor === null || factor === "unreadable" || account.overdue) {
      await recordEvent(tx, { userId: account.id }, { tenantId: systemTenant, action: "session.second_factor_failed" })
      return factor === "unreadable" ? factor : null
    }
    await consumeChallenge(tx, "two_factor", input.challenge)
    const restored = account.closedAt ? await restoreAccount(tx, account) : null
    const scope = await scopeToOpen(account, remembered.organizationId ?? undefined, tx)
    const amr = amrOf(factor, remembered.amr)
    const session = await begin(tx, account.id, kind, scope, "session.signed_in", amr, factor)
    const remembers = input.remember === true && !account.superAdmin
    const device = remembers ? { deviceToken: await rememberDevice(tx, account.id) } : {}
    return { ...session, ...device, ...(restored && { restored }) }
  })
  if (signedIn === "unreadable") throw unreadable()
  if (!signedIn) throw fieldError("code", "incorrect", { reason: "code" })
  return signedIn
}

const unreadable = () => fieldError("code", "unreadable", { reason: "authenticator" })
