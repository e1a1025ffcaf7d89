import type { IncomingMessage, ServerResponse } from "node:http"
import { pool } from "../db/pool"
import { env } from "../env"
import { counts } from "../observability/counters"
import { sendErrorPage } from "./error-page"

/**
 * Admits a request while fewer than the limit are in flight: sheds load instead of queueing. Pages hold more memory
 * than API responses, so their limit is a quarter. Requests whose body is still being received do not count.
 * @returns a function to call when the response is sent; null where the request is not admitted
 */
export function tryAdmit(req: IncomingMessage, kind: "api" | "pages"): (() => void) | null {
  const { inFlight, shed } = counts()
  const most = env().MAX_REQUESTS_IN_FLIGHT / (kind === "api" ? 1 : 4)
  // A request that would fail for want of a connection is cheapest to reject up front.
  const reason = inFlight[kind] >= most ? "requests" : pool().isFull() ? "connections" : null
  if (reason) {
    shed[reason]++
    return null
  }
  let held = 0
  const hold = () => {
    held = 1
    inFlight[kind]++
  }
  const { "content-length": length, "transfer-encoding": coding } = req.headers
  if (length === undefined && coding === undefined) hold()
  else req.once("end", hold)
  return () => {
    req.off("end", hold)
    inFlight[kind] -= held
    held = 0
  }
}

/**
 * Admits a page, or responds 503.
 * @returns whether it is admitted
 */
export function enterPage(req: IncomingMessage, res: ServerResponse): boolean {
  const leave = tryAdmit(req, "pages")
  // A response handed to the operating system no longer counts, however slowly it is read.
  if (leave) res.once("finish", leave).once("close", leave)
  else sendErrorPage(req, res, "unavailable", { "retry-after": String(retryAfter()) })
  return leave !== null
}

/** Seconds, randomized so that clients don't all retry together. */
export const retryAfter = () => 1 + Math.floor(Math.random() * 4)
