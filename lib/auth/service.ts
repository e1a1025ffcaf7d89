import type { z } from "zod"
import { activateAccount, rehashPassword } from "../accounts/service"
import { assertUnchanged, findAccount, ownershipOf, retryStale } from "../accounts/store"
import { recordEvent, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError, isAppError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import { signAccessToken } from "../core/identity/access-tokens"
import { holderOf } from "../core/identity/caller"
import { hashPassword, refuseWeakPassword, verifyPassword } from "../core/identity/passwords"
import { limitSignIn } from "../core/rate-limit/sign-in"
import { addMembership } from "../memberships/add"
import { foundTenant } from "../memberships/join"
import { defaultName } from "../organizations/default-name"
import { admitsDomain, findSignUp, lockOrganization } from "../organizations/store"
import { endSession } from "../sessions/ends"
import { endSessionOfToken, rotateRefreshToken, type SignIn, setSessionScope } from "../sessions/service"
import { restoreAccount } from "../users/close"
import { getMe } from "../users/service"
import { lockOrganizationsOf } from "../users/take-over"
import { begin } from "./begin-session"
import type { Credentials, RefreshRequest, Registration } from "./schema"
import { scopeToOpen, stillOpen } from "./scopes"
import { challenge } from "./second-factor"
import { resendVerification, sendVerification } from "./verification"

/**
 * The one door: page and API sign in here. A wrong address and a wrong password are one answer, in the same time.
 * @throws AppError rate_limited, invalid_credentials, second_factor_required, email_not_verified (with VERIFY_BEFORE_SIGN_IN; a new email goes out), not_found (no part in the organization named)
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
  if (!account.twoFactor) await succeeded()
  if (env().VERIFY_BEFORE_SIGN_IN && !account.verifiedAt) {
    await resendVerification(account.email)
    throw new AppError("email_not_verified")
  }
  if (account.twoFactor) await challenge(account, input.organization_id)
  const better = rehash ? await hashPassword(input.password) : null
  return transaction(async (tx) => {
    if (account.closedAt) await lockOrganizationsOf(tx, account.id)
    await assertUnchanged(tx, account)
    if (better) await rehashPassword(tx, account.id, account.passwordHash, better)
    if (account.closedAt) await restoreAccount(tx, account)
    const scope = await scopeToOpen(account, input.organization_id, tx)
    return begin(tx, account.id, kind, scope, "session.signed_in")
  })
}

const recordFailure = () =>
  transaction((tx) => recordEvent(tx, null, { tenantId: systemTenant, action: "session.sign_in_failed" }))

/** The API's answer to a sign-in: the user, a token pair, and when the access token ends. @throws AppError invalid_token */
export async function tokenPair({ userId, sessionId, refreshToken, scope }: SignIn) {
  const [tenantId, organizationId] = [scope?.tenantId ?? null, scope?.organizationId ?? null]
  const holder = await holderOf({ userId, sessionId, tenantId, organizationId })
  const { caller, access, now } = holder
  const { token, expiresAt } = await signAccessToken(
    {
      sub: userId,
      sid: sessionId,
      org: organizationId,
      ten: tenantId,
      role: access?.role ?? (caller.superAdmin ? "super_admin" : null),
      permissions: access ? [...access.permissions] : [],
    },
    now,
  )
  return { user: await getMe(caller, holder), token, refresh_token: refreshToken ?? "", expires_at: expiresAt }
}

/**
 * Registers a person: into an organization whose policy allows it, or with a tenant of their own.
 * @returns null with VERIFY_BEFORE_SIGN_IN: then every address gets the same answer, and no session
 * @throws AppError sign_up_closed (closed, foreign domain and unknown alike), validation_failed (password), email_taken
 */
export async function register(input: z.output<typeof Registration>, kind: "browser" | "api"): Promise<SignIn | null> {
  const joins = await whatToJoin(input)
  refuseWeakPassword(input.password, input.email)
  const hash = await hashPassword(input.password)
  const later = env().VERIFY_BEFORE_SIGN_IN
  try {
    return await transaction(async (tx) => {
      if (joins) await assertAdmits(tx, joins, input.email)
      const userId = await activateAccount(tx, { email: input.email, name: input.name, hash, verified: false })
      const scope = await settle(tx, userId, input, joins)
      await sendVerification(tx, { id: userId, ...input }, joins?.signUp === "domain" ? joins : null)
      if (!later) return begin(tx, userId, kind, scope, "user.registered")
      await recordEvent(tx, { userId }, { tenantId: scope?.tenantId ?? systemTenant, action: "user.registered" })
      return null
    })
  } catch (error) {
    if (later && isAppError(error) && error.code === "email_taken") return null
    throw error
  }
}

type SignUp = { tenantId: string; id: string; signUp: string; allowedDomains: string[] }

async function whatToJoin({ organization_id, email }: z.output<typeof Registration>): Promise<SignUp | null> {
  if (!organization_id) {
    if (env().SIGN_UP === "closed") throw new AppError("sign_up_closed")
    return null
  }
  const found = await findSignUp(organization_id)
  if (!found || !admits(found, email)) throw new AppError("sign_up_closed")
  return found
}

/** Asserts, behind the organization's lock, that its sign-up policy still admits the address. @throws AppError sign_up_closed */
async function assertAdmits(tx: Tx, { tenantId, id }: SignUp, email: string): Promise<void> {
  const open = await lockOrganization(tx, tenantId, id)
  const found = open && (await findSignUp(id, tx))
  if (!found || !admits(found, email)) throw new AppError("sign_up_closed")
}

const admits = (organization: SignUp, email: string) =>
  organization.signUp === "open" || admitsDomain(organization, email)

async function settle(
  tx: Tx,
  userId: string,
  input: z.output<typeof Registration>,
  joins: SignUp | null,
): Promise<Scope | null> {
  // By domain one is a member only once the address is verified.
  if (joins?.signUp === "domain") return null
  const person = { userId, email: input.email, name: input.name }
  if (!joins) return foundTenant(tx, person, input.organization_name ?? defaultName(input.name))
  const scope = { tenantId: joins.tenantId, organizationId: joins.id }
  await addMembership(tx, { ...scope, ...person, role: "member", status: "active" })
  return scope
}

/**
 * Exchanges a refresh token for a new pair, for the same organization or another of the holder's. After the
 * membership ended, the new access token opens no organization.
 * @throws AppError invalid_token, not_found (no part in the organization named); nothing was used then
 */
export async function refresh(input: z.output<typeof RefreshRequest>): Promise<SignIn> {
  return rotateRefreshToken(input.refresh_token, async (tx, session) => {
    const person = { id: session.userId, superAdmin: session.superAdmin }
    const same = input.organization_id === undefined || input.organization_id === session.organizationId
    const kept = same ? await stillOpen(person, session, tx) : null
    const scope = kept ?? (input.organization_id ? await scopeToOpen(person, input.organization_id, tx) : null)
    if (!kept && (scope || session.tenantId)) await setSessionScope(tx, person.id, session.sessionId, scope)
    return { userId: person.id, sessionId: session.sessionId, refreshToken: session.refreshToken, scope }
  })
}

/** Ends the session of a refresh token, or of the caller. Nothing happens where there is none. */
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
