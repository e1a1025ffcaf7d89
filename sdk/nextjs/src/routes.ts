import type { NextRequest } from "next/server.js"
import { backChannelLogout } from "./back-channel"
import { type Change, headerOf, type Jar, jarOf } from "./cookies"
import { failurePage } from "./failure-page"
import { isOwn } from "./same-site"
import { beginSignIn, completeSignIn } from "./sign-in"
import { signOut } from "./sign-out"

/** `/sign-in` and `/callback`: export it from `app/auth/[...nanostack]/route.ts`. */
export async function GET(request: NextRequest): Promise<Response> {
  const { pathname, searchParams } = request.nextUrl
  const jar = jarOf(request.cookies.getAll())
  try {
    if (pathname.endsWith("/sign-in")) return await begin(request, jar, searchParams)
    if (pathname.endsWith("/callback")) return await complete(jar, searchParams)
  } catch (error) {
    console.error("Nanostack: a sign-in failed.", error)
    return failurePage(503)
  }
  return new Response(null, { status: 404 })
}

/** `/sign-out` and `/backchannel-logout`: export it from `app/auth/[...nanostack]/route.ts`. */
export async function POST(request: NextRequest): Promise<Response> {
  if (request.nextUrl.pathname.endsWith("/backchannel-logout")) return endByNanostack(request)
  if (!request.nextUrl.pathname.endsWith("/sign-out")) return new Response(null, { status: 404 })
  if (!isOwn(request)) return new Response(null, { status: 403 })
  const { to, changes } = await signOut(jarOf(request.cookies.getAll()), await request.formData())
  return redirectTo(to, changes)
}

/** @returns 503 where the token can't be checked: Nanostack sends it again */
async function endByNanostack(request: NextRequest): Promise<Response> {
  try {
    return await backChannelLogout(request)
  } catch (error) {
    console.warn("Nanostack: a logout token couldn't be checked.", error instanceof Error ? error.message : "")
    return new Response(null, { status: 503 })
  }
}

async function begin({ headers }: NextRequest, jar: Jar, asked: URLSearchParams): Promise<Response> {
  // A page that is loaded in advance, or by a script, begins no sign-in.
  if ((headers.get("sec-fetch-mode") ?? "navigate") !== "navigate") return new Response(null, { status: 401 })
  const { to, changes } = await beginSignIn(jar, asked)
  return redirectTo(to.href, changes)
}

async function complete(jar: Jar, returned: URLSearchParams): Promise<Response> {
  const completed = await completeSignIn(jar, returned)
  if ("failure" in completed) return failurePage(completed.failure === "weak" ? 403 : 400)
  return redirectTo(completed.to, completed.changes)
}

function redirectTo(location: string, changes: Change[]): Response {
  const headers = new Headers({ location, "cache-control": "no-store" })
  for (const change of changes) headers.append("set-cookie", headerOf(change))
  return new Response(null, { status: 303, headers })
}
