import type { IncomingMessage, ServerResponse } from "node:http"
import { originsOf } from "@/lib/applications/uris"
import { currentRequest, shownRequestId } from "@/lib/core/context"
import { AppError, type ErrorCode, isAppError } from "@/lib/core/errors"
import { setPublicOrigin } from "@/lib/core/http/forwarded-headers"
import { tryAdmit } from "@/lib/core/http/load-shedding"
import { NodeRequest, stream } from "@/lib/core/http/node-adapter"
import { isForm, readForm } from "@/lib/core/http/read-body"
import { apiPolicy, commonHeaders } from "@/lib/core/http/security-headers"
import { log } from "@/lib/core/observability/log"
import { currentClient } from "@/lib/core/rate-limit/client-network"
import { rateLimitHeaders } from "@/lib/core/rate-limit/headers"
import { limitHere } from "@/lib/core/rate-limit/local-limits"
import { limitPage } from "@/lib/core/rate-limit/requests"
import { readBrowser } from "@/lib/oidc/browser"
import { authenticate, claimedId } from "@/lib/oidc/credentials"
import { endSession } from "@/lib/oidc/end-session"
import { engine, engineCookies } from "@/lib/oidc/engine"
import { followAsApplication } from "@/lib/oidc/follow"
import { introspect, revoke } from "@/lib/oidc/tokens"

/** Paths of the engine, as the log writes them, with the methods that it has there. */
const engineRoutes: ReadonlyMap<string, readonly string[]> = new Map([
  ["/oauth/authorize", ["GET", "HEAD"]],
  ["/oauth/authorize/{uid}", ["GET", "HEAD"]],
  ["/oauth/token", ["POST", "OPTIONS"]],
  ["/oauth/userinfo", ["GET", "HEAD", "POST", "OPTIONS"]],
  ["/oauth/par", ["POST", "OPTIONS"]],
  ["/oauth/device_authorization", ["POST", "OPTIONS"]],
  ["/.well-known/openid-configuration", ["GET", "HEAD", "OPTIONS"]],
  ["/.well-known/oauth-authorization-server", ["GET", "HEAD", "OPTIONS"]],
])

/**
 * Serves OpenID Connect: our own endpoints, and those of the engine. In the context that server.ts has entered.
 * @param plain it arrived over plain HTTP although PUBLIC_URL is https
 */
export async function serveOidc(req: IncomingMessage, res: ServerResponse, plain: boolean): Promise<void> {
  setPublicOrigin(req)
  for (const [name, value] of Object.entries({ ...commonHeaders(), "content-security-policy": apiPolicy }))
    res.setHeader(name, value)
  res.setHeader("x-request-id", shownRequestId())
  res.setHeader("cache-control", "no-store")
  if (plain) return send(res, 403, { error: "invalid_request", error_description: "HTTPS is required." })
  const leave = tryAdmit(req, "api")
  if (!leave) return send(res, 503, { error: "temporarily_unavailable" })
  try {
    await route(req, res, String(req.url).split("?", 1)[0] ?? "")
  } catch (error) {
    fail(res, error)
  } finally {
    leave()
  }
}

async function route(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
  const pattern = path.replace(/^\/oauth\/authorize\/[\w-]{1,64}$/, "/oauth/authorize/{uid}")
  currentRequest().route = pattern
  if (path === "/oauth/introspect" || path === "/oauth/revoke") return asApplication(req, res, path)
  if (path === "/oauth/revocations") return followRevocations(req, res, path)
  if (path === "/oauth/end-session") return signOut(req, res)
  if (path === "/oauth/device") return toDevicePage(req, res)
  const [, waiting] = /^\/oauth\/interaction\/([\w-]{1,64})$/.exec(path) ?? []
  if (waiting) return toWaitingPage(req, res, waiting)
  const methods = engineRoutes.get(pattern)
  if (!methods) {
    currentRequest().route = "(none)"
    return send(res, 404, { error: "not_found" })
  }
  if (!methods.includes(String(req.method)))
    return send(res, 405, { error: "invalid_request" }, { allow: methods.join(", ") })
  // Next's router asks for a page's data first: refused, it goes there as a browser does.
  if (req.headers.rsc !== undefined) return send(res, 404, { error: "not_found" })
  await limit(req, path)
  await enterBrowser(req)
  const provider = await engine()
  await provider.callback()(req, res)
}

/** Servers are limited by application and network, so that no one uses up another's quota; browsers by their person. */
async function limit(req: IncomingMessage, path: string): Promise<void> {
  if (/^\/oauth\/authorize/.test(path)) return limitPage(req.headers.cookie)
  if (path.startsWith("/.well-known/")) return limitHere("client", currentClient())
  const claimed = /^Basic +/i.test(req.headers.authorization ?? "")
    ? claimedId(req.headers.authorization, new URLSearchParams())
    : ""
  limitHere("api_key", `${path} ${claimed} ${currentClient()}`)
}

/** Puts the engine's session onto the request: it is the browser's own, or none. */
async function enterBrowser(req: IncomingMessage): Promise<void> {
  const { cookie = "" } = req.headers
  const others = cookie.split(/; */).filter((one) => one && !one.startsWith(engineCookies.session))
  const me = await readBrowser(cookie)
  req.headers.cookie = [...others, ...(me ? [`${engineCookies.session}=${me.sessionId}`] : [])].join("; ")
}

/** Introspection and revocation: for applications only, as forms. */
async function asApplication(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
  if (req.method !== "POST") return send(res, 405, { error: "invalid_request" }, { allow: "POST" })
  const form = await formOf(req)
  const { authorization } = req.headers
  limitHere("api_key", `${path} ${claimedId(authorization, form)} ${currentClient()}`)
  const caller = await authenticate(authorization, form)
  if (!caller) return send(res, 401, { error: "invalid_client" }, { "www-authenticate": "Basic" })
  const token = form.get("token")
  if (!token) return send(res, 400, { error: "invalid_request", error_description: "token is missing" })
  if (path === "/oauth/introspect") {
    // Naming a public application proves nothing.
    if (caller.token_endpoint_auth_method === "none") return send(res, 401, { error: "invalid_client" })
    return send(res, 200, await introspect(caller, token))
  }
  await revoke(caller, token)
  const { origin } = req.headers
  const mayRead = origin !== undefined && originsOf(caller).has(origin)
  return send(res, 200, null, mayRead ? { vary: "Origin", "access-control-allow-origin": origin } : {})
}

/** The stream of what has ended, for applications. It lasts: it has its own limit. */
async function followRevocations(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
  if (req.method !== "GET") return send(res, 405, { error: "invalid_request" }, { allow: "GET" })
  const { authorization } = req.headers
  limitHere("api_key", `${path} ${claimedId(authorization, new URLSearchParams())} ${currentClient()}`)
  const response = await followAsApplication(authorization, req.headers["last-event-id"]?.toString() ?? null)
  void stream(res, response, {})
}

/** @throws AppError unsupported_media_type, body_too_large, invalid_json (a parameter twice) */
async function formOf(req: IncomingMessage): Promise<URLSearchParams> {
  const request = new NodeRequest(req)
  if (!isForm(request)) throw new AppError("unsupported_media_type")
  return new URLSearchParams(await readForm(request))
}

/** The address that devices show is short and stays; the page is one of ours. */
function toDevicePage(req: IncomingMessage, res: ServerResponse): void {
  if (req.method !== "GET") {
    send(res, 405, { error: "invalid_request" }, { allow: "GET" })
    return
  }
  const code = new URL(String(req.url), "http://here.invalid").searchParams.get("user_code")
  const query = code ? `?${new URLSearchParams({ user_code: code.slice(0, 40) })}` : ""
  res.writeHead(303, { location: `/device${query}` }).end()
}

/** Back to a request after signing in. A browser goes there; Next's router, which would render the page, does not. */
function toWaitingPage(req: IncomingMessage, res: ServerResponse, uid: string): void {
  currentRequest().route = "/oauth/interaction/{uid}"
  if (req.headers.rsc !== undefined) send(res, 404, { error: "not_found" })
  else {
    const of = new URL(String(req.url), "http://here.invalid").searchParams.get("application_id")
    const query = of ? `?${new URLSearchParams({ application_id: of.slice(0, 64) })}` : ""
    res.writeHead(303, { location: `/authorize/${uid}${query}` }).end()
  }
}

async function signOut(req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method !== "GET" && req.method !== "POST")
    return send(res, 405, { error: "invalid_request" }, { allow: "GET, POST" })
  await limitPage(req.headers.cookie)
  const asked = req.method === "POST" ? await formOf(req) : new URL(String(req.url), "http://here.invalid").searchParams
  res.writeHead(303, { location: await endSession(asked) }).end()
}

function send(res: ServerResponse, status: number, body: object | null, headers: Record<string, string> = {}): void {
  res.writeHead(status, { ...(body && { "content-type": "application/json" }), ...headers, ...rateLimitHeaders() })
  res.end(body ? JSON.stringify(body) : undefined)
}

/** Our errors, as RFC 6749 names them. */
const names: Partial<Record<ErrorCode, string>> = {
  rate_limited: "temporarily_unavailable",
  unavailable: "temporarily_unavailable",
  invalid_token: "invalid_client",
  permission_required: "unauthorized_client",
}

function fail(res: ServerResponse, error: unknown): void {
  if (res.headersSent) {
    res.destroy()
    return
  }
  const known = isAppError(error) && (error.status < 500 || error.code === "unavailable") ? error : null
  if (!known) log.error({ err: error }, "an OpenID Connect request failed")
  const { retryAfter } = known?.details ?? {}
  const headers: Record<string, string> = retryAfter ? { "retry-after": String(retryAfter) } : {}
  if (known?.code === "invalid_token") headers["www-authenticate"] = "Basic"
  send(res, known?.status ?? 500, { error: known ? (names[known.code] ?? "invalid_request") : "server_error" }, headers)
}
