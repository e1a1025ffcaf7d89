import type { IncomingMessage, ServerResponse } from "node:http"
import { parseCookie } from "cookie"
import { everyErrorTexts } from "../../i18n/every-error-texts"
import { localeCookie, pickLocale } from "../../i18n/locale"
import { env } from "../env"
import { type ErrorCode, statusOf } from "../errors"
import { endResponse } from "./end-response"
import { hasUnreadBody } from "./read-body"
import { apiPolicy } from "./security-headers"

/**
 * Sends a page of one sentence, in the language of the request, without Next: it needs neither scripts nor the
 * database. Shows the response's request ID.
 */
export function sendErrorPage(
  req: IncomingMessage,
  res: ServerResponse,
  code: ErrorCode,
  more: Record<string, string> = {},
): void {
  const status = statusOf[code]
  const { cookie = "", "accept-language": languages } = req.headers
  const chosen = parseCookie(cookie)[localeCookie]
  const locale = pickLocale(chosen, languages ?? null)
  const text = everyErrorTexts[locale].codes[code]
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": apiPolicy,
    ...more,
    ...(hasUnreadBody(req) ? { connection: "close" } : {}),
  }
  const html = `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${status} – Nanostack</title>
<h1>${status}</h1>
<p>${text}</p>
<p><small>${res.getHeader("x-request-id")}</small></p>
</html>
`
  res.writeHead(status, { ...headers, "content-length": Buffer.byteLength(html) })
  endResponse(req, res, req.method === "HEAD" ? undefined : html)
}

/**
 * Redirects plain-HTTP page requests to the same path on PUBLIC_URL, never to the request's Host. Rejects forms: the
 * typed values were already sent in the clear, and a redirect would hide that.
 */
export function sendToHttps(req: IncomingMessage, res: ServerResponse): void {
  // Not cached, or it would survive a fix of the proxy's headers.
  const there = { location: env().PUBLIC_URL + req.url, "cache-control": "no-store" }
  if (req.method === "GET" || req.method === "HEAD") res.writeHead(308, there).end()
  else sendErrorPage(req, res, "https_required")
}
