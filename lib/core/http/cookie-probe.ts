import type { IncomingMessage, ServerResponse } from "node:http"
import { stringifySetCookie } from "cookie"
import { ownCookie } from "./cookies"

/** Set on the sign-in pages: a browser that does not send it back keeps no cookies, and so no session. */
export const probeCookie = () => ({ ...ownCookie("probe"), value: "1" })

/** Gives a browser that has no cookie of ours one to send back with the form. */
export function offerProbe(req: IncomingMessage, res: ServerResponse, path: string): void {
  if (/^\/(login(\/email-code)?|register)$/.test(path) && !req.headers.cookie)
    res.setHeader("set-cookie", stringifySetCookie(probeCookie()))
}
