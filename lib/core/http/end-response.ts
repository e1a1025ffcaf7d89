import type { IncomingMessage, ServerResponse } from "node:http"
import { hasUnreadBody } from "./read-body"

/** How much of an unread body is discarded before the connection closes: bytes and milliseconds. */
const most = { bytes: 8 * 1024 * 1024, ms: 2_000 }

/**
 * Ends a response. If the client is still sending a body that was refused, its rest is discarded first, within limits:
 * closing a connection with unread bytes resets it, and the client would lose the response (RFC 9112 §9.6). The headers
 * are written, with `Content-Length` and, for an unread body, `Connection: close`.
 */
export function endResponse(req: IncomingMessage, res: ServerResponse, text: string | undefined): void {
  if (!hasUnreadBody(req) || req.destroyed) {
    res.end(text)
    return
  }
  if (text) res.write(text)
  let left = most.bytes
  const finish = () => {
    clearTimeout(timer)
    req.off("data", count)
    res.end()
  }
  const count = (chunk: Uint8Array) => {
    left -= chunk.length
    if (left < 0) finish()
  }
  const timer = setTimeout(finish, most.ms)
  req.once("end", finish).once("close", finish).on("data", count)
}
