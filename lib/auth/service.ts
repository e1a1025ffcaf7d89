import type { z } from "zod"
import { recordEvent, systemTenant } from "../audit-events/record"
import { db, type Tx, transaction } from "../db"
import { env } from "../env"
import { AppError, isAppError } from "../errors"
import { enqueueMail, linkTo } from "../mail/outbox"
import { addMembership } from "../memberships/add"
import { markUsed } from "../memberships/own"
import { admitsDomain, createOrganizationRow, findSignUp } from "../organizations/service"
import { hashPassword, refuseWeakPassword, verifyPassword } from "../passwords"
import { consumeLink, issueLink, peekLink, revokeLinks } from "../secrets"
import { callerOfAccessToken, type Place, personStanding } from "../session"
import { endSession, endSessionOfToken, endSessions, type NewSession, rotateRefreshToken, setSessionPlace, startSession } from "../sessions/service"
import { createTenantRow } from "../tenants/service"
import { signAccessToken } from "../tokens"
import { confirmEmailChange } from "../users/email"
import { restoreOwnAccount } from "../users/close"
import { activateAccount, afterPasswordChange, findAccount, getMe, markVerified, storePassword } from "../users/service"
import { placeToOpen, stillOpen } from "./places"
import type { Credentials, PasswordReset, RefreshRequest, Registration } from "./schema"

/** Somebody who has just signed in: for a browser, what its cookie holds; for the API, with a refresh token. */
export type SignIn = NewSession & { userId: string; place: Place | null }

const verifyHours = 24
const resetMinutes = 60

/**
 * The one door: page and API sign in here. A wrong address and a wrong password are one answer, in the same time.
 * @throws AppError invalid_credentials, email_not_verified (with VERIFY_BEFORE_SIGN_IN; a new mail goes out), not_found (no part in the organization named)
 */
export async function signIn(input: z.output<typeof Credentials>, kind: "browser" | "api"): Promise<SignIn> {
  const account = await findAccount(input.email)
  const { ok, rehash } = await verifyPassword(input.password, account?.passwordHash ?? null)
  if (!account || !ok || !account.activatedAt) {
    await transaction((tx) => recordEvent(tx, null, { tenantId: systemTenant, action: "session.sign_in_failed" }))
    throw new AppError("invalid_credentials")
  }
  if (env().VERIFY_BEFORE_SIGN_IN && !account.emailVerifiedAt) {
    await resendVerification(account.email)
    throw new AppError("email_not_verified")
  }
  // A closed account comes back first, and then opens what it has.
  const place = account.deletedAt ? null : await placeToOpen(account, input.organization_id)
  const better = rehash ? await hashPassword(input.password) : null
  return transaction(async (tx) => {
    if (better) await storePassword(tx, account.id, better)
    if (account.deletedAt) await restoreOwnAccount(tx, account.id)
    return begin(tx, account.id, kind, place, "session.signed_in")
  })
}

async function begin(tx: Tx, userId: string, kind: "browser" | "api", place: Place | null, action: string): Promise<SignIn> {
  const session = await startSession(tx, userId, kind, place)
  if (place?.organizationId) await markUsed(tx, userId, place)
  await recordEvent(tx, { userId }, {
    tenantId: place?.tenantId ?? systemTenant,
    organizationId: place?.organizationId ?? null,
    action,
    target: { type: "session", id: session.sessionId },
    after: { kind },
  })
  return { ...session, userId, place }
}

/** The API's answer to a sign-in: the user, a token pair, and when the access token ends. */
export async function tokenPair({ userId, sessionId, refreshToken, place }: SignIn) {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { superAdmin: true } })
  const standing = place && (await personStanding(userId, user.superAdmin, place))
  const [clock] = await db.$queryRaw<{ now: number }[]>`SELECT floor(extract(epoch FROM now()))::int AS now`
  const { token, expiresAt } = await signAccessToken(
    {
      sub: userId,
      sid: sessionId,
      org: place?.organizationId ?? null,
      ten: place?.tenantId ?? null,
      role: standing?.role ?? (user.superAdmin ? "super_admin" : null),
      permissions: standing ? [...standing.permissions] : [],
    },
    clock?.now ?? 0,
  )
  return { user: await getMe(await callerOfAccessToken(token)), token, refresh_token: refreshToken ?? "", expires_at: expiresAt }
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
      const userId = await activateAccount(tx, { email: input.email, name: input.name, hash, verified: false })
      const place = await settle(tx, userId, input, joins)
      await sendVerification(tx, { id: userId, ...input }, joins?.signUp === "domain" ? joins : null)
      if (!later) return begin(tx, userId, kind, place, "user.registered")
      await recordEvent(tx, { userId }, { tenantId: place?.tenantId ?? systemTenant, action: "user.registered" })
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
  if (!found || !(found.signUp === "open" || admitsDomain(found, email))) throw new AppError("sign_up_closed")
  return found
}

async function settle(tx: Tx, userId: string, input: z.output<typeof Registration>, joins: SignUp | null): Promise<Place | null> {
  // By domain one is a member only once the address is verified.
  if (joins?.signUp === "domain") return null
  const name = input.organization_name ?? `${input.name.slice(0, 80)}'s organization`
  const tenantId = joins?.tenantId ?? (await createTenantRow(tx, name, userId))
  const organizationId = joins?.id ?? (await createOrganizationRow(tx, tenantId, name))
  const role = joins ? "member" : "admin"
  await addMembership(tx, { tenantId, organizationId, userId, email: input.email, name: input.name, role, status: "active" })
  return { tenantId, organizationId }
}

type Addressee = { id: string; email: string; name: string }

async function sendVerification(tx: Tx, user: Addressee, joins: { tenantId: string; id: string } | null): Promise<void> {
  await revokeLinks(tx, ["verify_email"], { userId: user.id })
  const owner = { userId: user.id, tenantId: joins?.tenantId ?? null, organizationId: joins?.id ?? null }
  const token = await issueLink(tx, "verify_email", owner, verifyHours * 3600)
  const data = { name: user.name, url: linkTo(`/verify-email?token=${token}`), hours: verifyHours }
  await enqueueMail(tx, { to: user.email, template: "verify_email", data, tenantId: joins?.tenantId ?? null })
}

/** Sends the verification mail again. Says nothing about whether the address is known or verified. */
export async function resendVerification(email: string): Promise<void> {
  const account = await findAccount(email)
  if (!account?.activatedAt || account.emailVerifiedAt || account.deletedAt) return
  await transaction(async (tx) => {
    const [last] = await tx.secret.findMany({
      where: { userId: account.id, kind: "verify_email" },
      orderBy: { createdAt: "desc" },
      take: 1,
    })
    const joins = last?.tenantId && last.organizationId ? { tenantId: last.tenantId, id: last.organizationId } : null
    await sendVerification(tx, account, joins)
  })
}

/**
 * Verifies an address by the token of the mailed link, and joins the organization that waited for it.
 * @throws AppError not_found, token_expired
 */
export async function verifyEmail(token: string): Promise<{ email: string; email_verified: true; organization_id: string | null }> {
  return transaction(async (tx) => {
    const link = await consumeLink(tx, ["verify_email", "change_email"], token)
    if (link.kind === "change_email")
      return { email: await confirmEmailChange(tx, link), email_verified: true, organization_id: null }
    const user = await tx.user.findUniqueOrThrow({ where: { id: link.user_id ?? "" } })
    await markVerified(tx, user.id)
    const joined = link.organization_id ? await joinByDomain(tx, user, link.organization_id) : null
    await recordEvent(tx, { userId: user.id }, {
      tenantId: joined?.tenantId ?? systemTenant,
      organizationId: joined?.id ?? null,
      action: "user.email_verified",
      target: { type: "user", id: user.id },
    })
    return { email: user.email, email_verified: true, organization_id: joined?.id ?? null }
  })
}

async function joinByDomain(tx: Tx, user: Addressee, organizationId: string) {
  const organization = await findSignUp(organizationId, tx)
  if (!organization || !admitsDomain(organization, user.email)) return null
  const { tenantId, id } = organization
  const { id: userId, email, name } = user
  await addMembership(tx, { tenantId, organizationId: id, userId, email, name, role: "member", status: "active" })
  return organization
}

/** Mails a link for a new password; a second one makes the first dead. Says nothing about whether the address is known. */
export async function requestPasswordReset(email: string): Promise<void> {
  const account = await findAccount(email)
  if (!account || account.deletedAt) return
  await transaction(async (tx) => {
    await revokeLinks(tx, ["reset_password"], { userId: account.id })
    const token = await issueLink(tx, "reset_password", { userId: account.id }, resetMinutes * 60)
    const data = { name: account.name || email, url: linkTo(`/reset-password?token=${token}`), minutes: resetMinutes }
    await enqueueMail(tx, { to: account.email, template: "reset_password", data, tenantId: null })
  })
}

/**
 * Sets a new password by the token of the mailed link. Every session ends. The link proves the address, so it is
 * verified from then on, and an account without a password becomes its owner's.
 * @throws AppError not_found, token_expired, validation_failed on new_password
 */
export async function resetPassword(input: z.output<typeof PasswordReset>): Promise<{ email: string }> {
  const link = await peekLink("reset_password", input.token)
  const user = await db.user.findUniqueOrThrow({ where: { id: link.user_id ?? "" } })
  refuseWeakPassword(input.new_password, user.email, "new_password")
  const hash = await hashPassword(input.new_password)
  await transaction(async (tx) => {
    await consumeLink(tx, "reset_password", input.token)
    await storePassword(tx, user.id, hash)
    await markVerified(tx, user.id)
    const name = user.name || user.email.slice(0, user.email.indexOf("@"))
    await tx.$executeRaw`
      UPDATE users SET name = ${name}, activated_at = COALESCE(activated_at, now()), updated_at = now() WHERE id = ${user.id}`
    await endSessions(tx, user.id, "password_reset")
    await revokeLinks(tx, ["verify_email"], { userId: user.id })
    await afterPasswordChange(tx, { userId: user.id, email: user.email, name })
    await recordEvent(tx, { userId: user.id }, {
      tenantId: systemTenant,
      action: "user.password_reset",
      target: { type: "user", id: user.id },
    })
  })
  return { email: user.email }
}

/**
 * Exchanges a refresh token for a new pair, for the same organization or another of the holder's. After the
 * membership ended, the new access token opens no organization.
 * @throws AppError invalid_token, not_found (no part in the organization named; nothing was used then)
 */
export async function refresh(input: z.output<typeof RefreshRequest>): Promise<SignIn> {
  return rotateRefreshToken(input.refresh_token, async (tx, session) => {
    const person = await tx.user.findUniqueOrThrow({ where: { id: session.userId } })
    const place = input.organization_id ? await placeToOpen(person, input.organization_id, tx) : await stillOpen(person, session, tx)
    await setSessionPlace(tx, person.id, session.sessionId, place)
    return { userId: person.id, sessionId: session.sessionId, refreshToken: session.refreshToken, place }
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
    await recordEvent(tx, { userId: ended.userId }, {
      tenantId: systemTenant,
      action: "session.signed_out",
      target: { type: "session", id: ended.sessionId },
    })
  })
}
