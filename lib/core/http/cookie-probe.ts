import type { IncomingMessage, ServerResponse } from "node:http"
import { stringifySetCookie } from "cookie"
import { ownCookie } from "./cookies"

/** Set where somebody is about to sign in: a browser that sends nothing back keeps no cookies, and no session. */
export const probeCookie = () => ({ ...ownCookie("probe"), value: "1" })

/** Gives a browser that has no cookie of ours one to send back with the form. */
export function offerProbe(req: IncomingMessage, res: ServerResponse, path: string): void {
  if (/^\/(login|register)$/.test(path) && !req.headers.cookie)
    res.setHeader("set-cookie", stringifySetCookie(probeCookie()))
}
