import { type NextRequest, NextResponse } from "next/server.js"
import { applied, headerOf, jarOf } from "./cookies"
import { pathHeader } from "./paths"
import { renew } from "./renew"

/**
 * Renews the cookie of the session, and nothing else: pages, actions and routes check for themselves. Export it from
 * `proxy.ts`, or as `middleware` from `middleware.ts` in Next.js 15.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const jar = jarOf(request.cookies.getAll())
  const changes = await renew(jar)
  const headers = new Headers(request.headers)
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search)
  // Also for what renders in this request.
  if (changes.length > 0)
    headers.set("cookie", [...applied(jar, changes)].map(([name, value]) => `${name}=${value}`).join("; "))
  const response = NextResponse.next({ request: { headers } })
  for (const change of changes) response.headers.append("set-cookie", headerOf(change))
  return response
}

export { proxy as middleware }
