import type { IncomingMessage, ServerResponse } from "node:http"
import { currentRequest, requestIds } from "../context"
import { isUnavailable } from "../db/errors"
import { log } from "../observability/log"
import { sendErrorPage } from "./error-page"
import { retryAfter } from "./load-shedding"

/**
 * Sends the status set by the page instead of Next's 200, and 503 instead of Next's 500 where the page failed because
 * the database is down. Call it before Next responds, in the request's context. Next has no other way to give a
 * rendered page a status (vercel/next.js discussion 53225).
 */
export function withPageStatus(req: IncomingMessage, res: ServerResponse): void {
  const page: { status?: number; unavailable?: boolean } = {}
  currentRequest().page = page
  // Next's own fetches reload the whole page for anything but 200.
  if (req.headers.rsc === undefined && req.headers["next-action"] === undefined) {
    const writeHead = res.writeHead.bind(res)
    const send = (status: number, ...rest: never[]) =>
      writeHead(status === 200 ? (page.status ?? 200) : status, ...rest)
    Object.assign(res, { writeHead: send })
  }
  replace(
    res,
    () => page.unavailable === true && res.statusCode === 500,
    () => sendErrorPage(req, res, "unavailable", { "retry-after": String(retryAfter()) }),
  )
}

const writers = ["writeHead", "flushHeaders", "write", "end"] as const

/** Calls `send` instead of writing the response when `when` holds; later writes are discarded. */
function replace(res: ServerResponse, when: () => boolean, send: () => void): void {
  let replaced = false
  for (const name of writers) {
    const write = res[name].bind(res) as (...args: unknown[]) => unknown
    const guarded = (...args: unknown[]) => {
      if (!replaced && (res.headersSent || !when())) return write(...args)
      if (!replaced) {
        replaced = true
        for (const other of writers) Reflect.deleteProperty(res, other)
        for (const header of ["content-encoding", "content-length", "etag"]) res.removeHeader(header)
        send()
        Object.assign(res, { writeHead: () => res, flushHeaders: () => {}, write: () => true, end: () => res })
      }
      return name === "write" ? true : res
    }
    Object.assign(res, { [name]: guarded })
  }
}

/**
 * Sets the status of the page being rendered. Throwing `notFound()` would do it too, but leaves the HTML empty: its
 * page needs JavaScript.
 * @returns false where server.ts is not in front (`next dev`)
 */
export function answerWith(status: 403 | 404): boolean {
  const { page } = currentRequest()
  if (page) page.status = status
  return page !== undefined
}

/** Records why rendering the page failed, from Next's hook `onRequestError`. */
export function notePageFailure(error: unknown): void {
  if (!isUnavailable(error)) return
  log.warn({ ...requestIds(), error: String(error).slice(0, 200) }, "database unavailable")
  const { page } = currentRequest()
  if (page) page.unavailable = true
}
