import { cookies, headers } from "next/headers.js"
import { notFound, redirect } from "next/navigation.js"
import type { Permission } from "../../core/permissions"
import { jarOf } from "./cookies"
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
 * Returns who is signed in. Others are sent to sign in, and come back; without the permission the page is a 404.
 * @throws Error where Nanostack can't be reached
 */
async function protect(permission?: Permission): Promise<Session> {
  const session = await current()
  if (!session) return redirect(signInPath({ returnTo: (await headers()).get(pathHeader) }))
  return permission === undefined || session.can(permission) ? session : notFound()
}

/** Wraps a server action: it gets who is signed in as its first argument, and runs for no one else. */
function action<Given extends unknown[], Result>(
  run: (session: Session, ...given: Given) => Promise<Result>,
  permission?: Permission,
) {
  return async (...given: Given): Promise<Result> => run(await protect(permission), ...given)
}

/**
 * Wraps a route handler: it gets who is signed in as its third argument. Others get 401 or 403, and so do requests of
 * other sites that would change something.
 */
function route<Context>(
  handler: (request: Request, context: Context, session: Session) => Response | Promise<Response>,
  permission?: Permission,
) {
  return async (request: Request, context: Context): Promise<Response> => {
    if (!/^(GET|HEAD)$/.test(request.method) && !isOwn(request)) return refused(403, { code: "cross_site" })
    const session = await current()
    if (!session) return refused(401, { code: "unauthenticated" })
    if (permission !== undefined && !session.can(permission))
      return refused(403, { code: "permission_required", required: permission })
    return handler(request, context, session)
  }
}

const messages = {
  cross_site: "This request was sent from another site.",
  unauthenticated: "Sign in to do this.",
  permission_required: "You don't have permission to do this. Ask an admin for access.",
}

function refused(status: number, error: { code: keyof typeof messages; required?: string }): Response {
  const body = { success: false, error: { ...error, message: messages[error.code] } }
  return Response.json(body, { status, headers: { "cache-control": "no-store" } })
}

/** Who is signed in, with `protect`, `action` and `route` for what requires a session or a permission. */
export const auth = Object.assign(current, { protect, action, route })
