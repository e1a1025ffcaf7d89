import "server-only"
import { redirect } from "next/navigation"
import { getServerSession } from "next-auth"
import { cache } from "react"
import { AppError } from "../errors"
import { scopeOfOrganization } from "../http/scope"
import { type Actor, actorAt } from "./authorize"
import { callerOfSession, type UserCaller } from "./caller"
import { authOptions } from "./nextauth"
import type { Permission } from "./permissions"

/** The person of this request's cookie, with current data from the database; read once per request. */
export const currentUser = cache(async (): Promise<UserCaller | null> => {
  const session = await getServerSession(authOptions())
  return session?.userId && session.sessionId ? callerOfSession(session.userId, session.sessionId) : null
})

/** Whether this browser still holds a session that has ended: it expired, or was ended elsewhere. */
export async function hasEndedSession(): Promise<boolean> {
  return (await getServerSession(authOptions())) !== null && (await currentUser()) === null
}

/** Address of the sign-in page that returns to `here`. */
export function signInAddress(here: string): string {
  return `/login?next=${encodeURIComponent(here)}`
}

/** Returns the signed-in person; redirects others to sign in and back to `here`, a path on this site. */
export async function requireUser(here: string): Promise<UserCaller> {
  return (await currentUser()) ?? redirect(signInAddress(here))
}

/**
 * Authorizes `me` for `right` in an organization, as `endpoint()` does for the API.
 * @throws AppError not_found, permission_required, email_not_verified
 */
export async function actorIn<P extends Permission>(
  me: UserCaller,
  organizationId: string | undefined,
  right: P,
): Promise<Actor<P>> {
  if (!organizationId) throw new AppError("not_found")
  return actorAt(me, await scopeOfOrganization(me, organizationId), right)
}
