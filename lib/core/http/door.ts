import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import { requestContext, shownRequestId, withRequest } from "../context"
import { isAppError } from "../errors"
import { isSameOrigin } from "../forms/same-origin"
import { hideToken } from "../links/cookie"
import { log } from "../observability/log"
import { rateLimitHeaders } from "../rate-limit/headers"
import { limitPage } from "../rate-limit/requests"
import { boundForm } from "./bound-form"
import { offerProbe } from "./cookie-probe"
import { sendErrorPage, sendToHttps } from "./error-page"
import { sanitizeForwarding, setPublicOrigin } from "./forwarded-headers"
import { lifecycle } from "./lifecycle"
import { enterPage } from "./load-shedding"
import type { ApiListener } from "./node-adapter"
import { withPageStatus } from "./page-status"
import { noteWhenOver } from "./request-log"
import { commonHeaders, hasToken, setPagePolicy } from "./security-headers"

/**
 * Request routing. `api` serves the paths in `direct`, and everything else under /api/ that arrives over plain HTTP.
 */
type Rooms = { direct: RegExp; api: ApiListener; pages: RequestListener; files: RequestListener }

/** Browser assets built by `next build`. */
const isFile = /^(GET|HEAD) \/_next\/static\//

/**
 * Entry point of all requests: enters the request's context, once for API, pages and forms, and logs the request when
 * it is finished. Rejects requests here that Next would not reject properly.
 */
export function door({ direct, api, pages, files }: Rooms): RequestListener {
  return (req, res) => {
    const plain = sanitizeForwarding(req)
    if (lifecycle().stopping) res.setHeader("connection", "close")
    const path = String(req.url).split("?", 1)[0] ?? ""
    if (!path.startsWith("/")) return res.writeHead(400).end()
    const context = requestContext({ get: (name) => req.headers[name]?.toString() ?? null })
    withRequest(context, () => {
      if (direct.test(path) || (plain && path.startsWith("/api/"))) {
        if (!path.startsWith("/api/health/")) noteWhenOver(req, res, context)
        return api(req, res, plain)
      }
      readyPage(req, res)
      if (isFile.test(`${req.method} ${path}`) && !plain && isDecodable(path)) return files(req, res)
      context.route = "(page)"
      noteWhenOver(req, res, context)
      answerPage(req, res, path, plain, pages).catch((error: unknown) => {
        log.error({ err: error }, "a page could not be answered")
        if (res.headersSent) res.destroy()
        else sendErrorPage(req, res, "internal_error")
      })
    })
  }
}

/** Sets trusted headers on a request for Next, and the common headers on its response. */
function readyPage(req: IncomingMessage, res: ServerResponse): void {
  setPublicOrigin(req)
  res.setHeader("x-request-id", shownRequestId())
  for (const [name, value] of Object.entries(commonHeaders())) res.setHeader(name, value)
}

async function answerPage(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  plain: boolean,
  pages: RequestListener,
): Promise<void> {
  if (plain) return sendToHttps(req, res)
  if (!isDecodable(path) || path.startsWith("/_next/image")) return sendErrorPage(req, res, "not_found")
  if (!/^(GET|HEAD|POST)$/.test(String(req.method)))
    return sendErrorPage(req, res, "method_not_allowed", { allow: "GET, HEAD, POST" })
  if (req.method === "POST" && isForeign(req)) return sendErrorPage(req, res, "cross_site")
  if (!boundForm(req, res) || !enterPage(req, res) || !(await admit(req, res))) return
  res.setHeader("cache-control", "private, no-store")
  setPagePolicy(req, res, path)
  if (hasToken(path) && hideToken(req, res, path)) return
  offerProbe(req, res, path)
  withPageStatus(req, res)
  pages(req, res)
}

/** Counts a page against the rate limit of its person or client, or responds 429. @returns whether to continue */
async function admit(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  try {
    await limitPage(req.headers.cookie)
    for (const [name, value] of Object.entries(rateLimitHeaders())) res.setHeader(name, value)
    return true
  } catch (error) {
    if (!isAppError(error)) throw error
    const { retryAfter } = error.details
    sendErrorPage(req, res, error.code, { ...rateLimitHeaders(), "retry-after": String(retryAfter ?? 1) })
    return false
  }
}

/** Whether a path is correctly encoded: Next responds 500 to one that is not. */
function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== null
  } catch {
    return false
  }
}

/** Whether a form declares a foreign origin. Without a declaration the action decides. */
function isForeign({ headers }: IncomingMessage): boolean {
  const get = (name: string) => headers[name]?.toString() ?? null
  return (get("origin") ?? get("sec-fetch-site")) !== null && !isSameOrigin({ get })
}
