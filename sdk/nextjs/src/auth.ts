import { cookies, headers } from "next/headers.js"
import { notFound, redirect } from "next/navigation.js"
import type { Permission } from "../../core/permissions"
import { jarOf } from "./cookies"
import { challengeOf, isEnough, type Needs, needsOf } from "./needs"
import { pathHeader, signInPath } from "./paths"
import { isOwn } from "./same-site"
import { readSession, type Session } from "./session"

/**
 * Returns who is signed in, or null. In pages, layouts, actions and routes.
 * @throws Error where Nanostack can't be reached
 */
async function current(): Promise<Session | null> {
  return readSession(jarOf((await cookies()).getAll()))
}

/**
 * Returns who is signed in. Others are sent to sign in, and come back; so are people whose sign-in is not recent or strong
 * enough. Without the permission the page is a 404.
 * @throws Error where Nanostack can't be reached
 */
async function protect(given?: Permission | Needs): Promise<Session> {
  const session = await current()
  const { permission, maxAge, acr } = needsOf(given)
  if (session && permission !== undefined && !session.can(permission)) return notFound()
  if (session && isEnough(session, { maxAge, acr })) return session
  return redirect(signInPath({ returnTo: (await headers()).get(pathHeader), maxAge, acr }))
}

/** Wraps a server action: it gets who is signed in as its first argument, and runs for no one else. */
function action<Given extends unknown[], Result>(
  run: (session: Session, ...given: Given) => Promise<Result>,
  needs?: Permission | Needs,
) {
  return async (...given: Given): Promise<Result> => run(await protect(needs), ...given)
}

/**
 * Wraps a route handler: it gets who is signed in as its third argument. Others get 401 or 403, and so do requests of
 * other sites that would change something. A sign-in that is not recent or strong enough is 401 as in RFC 9470.
 */
function route<Context>(
  handler: (request: Request, context: Context, session: Session) => Response | Promise<Response>,
  needs?: Permission | Needs,
) {
  const { permission, maxAge, acr } = needsOf(needs)
  return async (request: Request, context: Context): Promise<Response> => {
    if (!/^(GET|HEAD)$/.test(request.method) && !isOwn(request)) return refused(403, { code: "cross_site" })
    const session = await current()
    if (!session) return refused(401, { code: "unauthenticated" })
    if (permission !== undefined && !session.can(permission))
      return refused(403, { code: "permission_required", required: permission })
    if (!isEnough(session, { maxAge, acr }))
      return refused(401, { code: "sign_in_again" }, { "www-authenticate": challengeOf({ maxAge, acr }) })
    return handler(request, context, session)
  }
}

const messages = {
  cross_site: "This request was sent from another site.",
  unauthenticated: "Sign in to do this.",
  sign_in_again: "Sign in again to do this.",
  permission_required: "You don't have permission to do this. Ask an admin for access.",
}

type Refusal = { code: keyof typeof messages; required?: string }

function refused(status: number, error: Refusal, headers: Record<string, string> = {}): Response {
  const body = { success: false, error: { ...error, message: messages[error.code] } }
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } })
}

/** Who is signed in, with `protect`, `action` and `route` for what requires a session or a permission. */
export const auth = Object.assign(current, { protect, action, route })
