import type { z } from "zod"
import { rehashPassword } from "../accounts/service"
import { findAccount, ownershipOf } from "../accounts/store"
import { retryStale } from "../accounts/unchanged"
import { recordEvent, systemTenant } from "../audit-events/record"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { hashPassword, verifyPassword } from "../core/identity/passwords"
import { limitSignIn } from "../core/rate-limit/sign-in"
import { endSession } from "../sessions/ends"
import { endSessionOfToken } from "../sessions/refresh-tokens"
import type { SignIn } from "../sessions/service"
import { completeSignIn } from "./complete"
import type { Credentials } from "./schema"

/**
 * Signs in, for pages and API alike. A wrong address and a wrong password get the same response, in the same time.
 * @throws AppError rate_limited, invalid_credentials, second_factor_required, email_not_verified (with
 * VERIFY_BEFORE_SIGN_IN; a new email is sent), not_found (no access to the named organization)
 */
export function signIn(input: z.output<typeof Credentials>, kind: "browser" | "api"): Promise<SignIn> {
  return retryStale(() => attempt(input, kind))
}

async function attempt(input: z.output<typeof Credentials>, kind: "browser" | "api"): Promise<SignIn> {
  const account = await findAccount(input.email)
  const succeeded = await limitSignIn(input.email, account?.id)
  const { ok, rehash } = await verifyPassword(input.password, account?.passwordHash ?? null)
  if (!ok || !account || ownershipOf(account) === "nobody") {
    await recordFailure()
    throw new AppError("invalid_credentials")
  }
  const goesOn = account.twoFactor || account.afterReset
  if (!goesOn) await succeeded()
  const better = rehash && !goesOn ? await hashPassword(input.password) : null
  return completeSignIn(account, {
    kind,
    organizationId: input.organization_id,
    amr: ["pwd"],
    again: async (tx) => {
      if (better) await rehashPassword(tx, account.id, account.passwordHash, better)
    },
  })
}

const recordFailure = () =>
  transaction((tx) => recordEvent(tx, null, { tenantId: systemTenant, action: "session.sign_in_failed" }))

/** Ends the session of a refresh token, or of the caller. Does nothing where there is none. */
export async function signOut(of: { refreshToken: string } | { userId: string; sessionId: string }): Promise<void> {
  await transaction(async (tx) => {
    const ended =
      "refreshToken" in of
        ? await endSessionOfToken(tx, of.refreshToken)
        : (await endSession(tx, of.userId, of.sessionId, "signed_out")) > 0 && of
    if (!ended) return
    await recordEvent(
      tx,
      { userId: ended.userId },
      {
        tenantId: systemTenant,
        action: "session.signed_out",
        target: { type: "session", id: ended.sessionId },
      },
    )
  })
}
