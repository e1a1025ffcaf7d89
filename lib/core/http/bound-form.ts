import type { IncomingMessage, ServerResponse } from "node:http"
import { sendErrorPage } from "./error-page"

/** Max size of a form in bytes, and on pages with an image upload; Next has its own limit for those that it reads. */
const usual = 1_100_000
const withImage = 5_400_000

const hasImage = /^\/(profile|organization)(\?|$)/

/**
 * Rejects an oversized form with 413: immediately by its Content-Length, otherwise as soon as too much has arrived.
 * Next would wait for the rest until the connection closes.
 * @returns false where it has responded
 */
export function boundForm(req: IncomingMessage, res: ServerResponse): boolean {
  const most = hasImage.test(String(req.url)) ? withImage : usual
  if (Number(req.headers["content-length"]) > most) {
    sendErrorPage(req, res, "body_too_large")
    return false
  }
  if (req.headers["transfer-encoding"] === undefined) return true
  let size = 0
  const push = req.push.bind(req)
  req.push = (chunk: Uint8Array | null, ...rest) => {
    size += chunk?.length ?? 0
    if (size <= most) return push(chunk, ...rest)
    refuse(req, res)
    return true
  }
  return true
}

function refuse(req: IncomingMessage, res: ServerResponse): void {
  if (res.writableEnded) return
  if (res.headersSent) return void req.destroy()
  res.once("finish", () => req.destroy())
  sendErrorPage(req, res, "body_too_large")
}
