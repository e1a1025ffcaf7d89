import type { IncomingMessage, ServerResponse } from "node:http"
import { counts } from "./counts"
import { env } from "./env"
import { errorTable } from "./errors"

// As many requests as one process may answer at a time; late answers to everybody would help nobody.

/** Lets a request of the API in, until `leave`; false when there are as many as may be. */
export function enter(): boolean {
  if (counts().inFlight >= env().MAX_REQUESTS_IN_FLIGHT) {
    counts().shed.requests++
    return false
  }
  counts().inFlight++
  return true
}

/** A request that was let in is answered. */
export function leave(): void {
  counts().inFlight--
}

/**
 * Lets a page in, or answers 503. Pages hold more memory than answers of the API, so they may be a quarter of all.
 * Whose body is still on its way takes nobody's place.
 * @returns whether it is let in
 */
export function enterPage(req: IncomingMessage, res: ServerResponse): boolean {
  if (counts().pagesInFlight >= env().MAX_REQUESTS_IN_FLIGHT / 4) return refuse(res)
  if (req.method === "GET" || req.method === "HEAD") count(res)
  else req.once("end", () => count(res))
  return true
}

/** An answer that is handed to the operating system counts no longer, however slowly it is read. */
function count(res: ServerResponse): void {
  let over = false
  const end = () => {
    if (!over) counts().pagesInFlight--
    over = true
  }
  if (res.writableFinished || res.closed) return
  counts().pagesInFlight++
  res.once("finish", end).once("close", end)
}

function refuse(res: ServerResponse): false {
  counts().shed.requests++
  const { message } = errorTable.unavailable
  const headers = {
    "retry-after": String(retryAfter()),
    "cache-control": "no-store",
    "content-type": "text/html; charset=utf-8",
  }
  res.writeHead(503, headers).end(`<!doctype html><meta charset="utf-8"><title>503</title><p>${message}</p>`)
  return false
}

/** Seconds, not the same for all, who would come back at the same time. */
export const retryAfter = () => 1 + Math.floor(Math.random() * 4)
