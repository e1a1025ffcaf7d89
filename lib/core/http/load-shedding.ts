import type { IncomingMessage, ServerResponse } from "node:http"
import { pool } from "../db/pool"
import { env } from "../env"
import { counts } from "../observability/counters"
import { sendErrorPage } from "./error-page"

/**
 * Lets a request in, as long as fewer are being answered than may be: late answers to everybody would help nobody.
 * Pages hold more memory than answers of the API, so a quarter as many are let in. Whose body is still on its way takes
 * nobody's place.
 * @returns what to call when it is answered; null where it is not let in
 */
export function tryAdmit(req: IncomingMessage, kind: "api" | "pages"): (() => void) | null {
  const { inFlight, shed } = counts()
  const most = env().MAX_REQUESTS_IN_FLIGHT / (kind === "api" ? 1 : 4)
  // What would be refused for want of a connection costs least before anything is done for it.
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
 * Lets a page in, or answers 503.
 * @returns whether it is let in
 */
export function enterPage(req: IncomingMessage, res: ServerResponse): boolean {
  const leave = tryAdmit(req, "pages")
  // An answer that is handed to the operating system counts no longer, however slowly it is read.
  if (leave) res.once("finish", leave).once("close", leave)
  else sendErrorPage(req, res, "unavailable", { "retry-after": String(retryAfter()) })
  return leave !== null
}

/** Seconds; not the same for all, who would come back at the same time. */
export const retryAfter = () => 1 + Math.floor(Math.random() * 4)
