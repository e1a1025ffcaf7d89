import { AsyncLocalStorage } from "node:async_hooks"
import { parseCookie } from "cookie"
import { singleton } from "./cache/singleton"
import { ownCookie } from "./http/cookies"

/** Where a request comes from: goes into audit events, sessions and log lines. */
export type RequestContext = {
  requestId: string
  /** The client's address as server.ts saw it, never what a client claims. */
  ip: string | null
  userAgent: string | null
  /** The cookie of a browser that has signed in before; see known-devices.ts. */
  device?: string | undefined
  /** It has had a connection to the database: what was begun is finished before anything new begins. */
  begun?: boolean
  /** By the steady clock, in milliseconds: nothing is asked of the database after it. */
  until?: number
}

/** Milliseconds that the database has for all that one request asks of it: whoever waits gives up soon after. */
const patience = 20_000

const storage = singleton("request-context", () => new AsyncLocalStorage<RequestContext>())
const none: RequestContext = { requestId: "system", ip: null, userAgent: null }

/** Runs `run` with the context of one request. */
export function withRequest<T>(context: RequestContext, run: () => T): T {
  return storage.run(context, run)
}

/** The request being answered; outside of one, nobody's. */
export function currentRequest(): RequestContext {
  return storage.getStore() ?? none
}

/** Milliseconds that the request being answered may still ask the database; for what is no request there is no end. */
export const timeLeft = () => (currentRequest().until ?? Number.POSITIVE_INFINITY) - performance.now()

/** From here on the answer is streamed, and takes the time that its reader takes. */
export function takeTime(): void {
  currentRequest().until = Number.POSITIVE_INFINITY
}

/** Reads the context from the headers that server.ts set. A client's own X-Request-Id is kept when it is harmless. */
export function requestContext(headers: Pick<Headers, "get">): RequestContext {
  const given = headers.get("x-request-id")
  const cookie = headers.get("cookie")
  return {
    requestId: given && /^[A-Za-z0-9_-]{8,64}$/.test(given) ? given : `req_${crypto.randomUUID().replaceAll("-", "")}`,
    ip: headers.get("x-forwarded-for"),
    userAgent: headers.get("user-agent")?.slice(0, 400) ?? null,
    device: cookie ? parseCookie(cookie)[ownCookie("device").name] : undefined,
    until: performance.now() + patience,
  }
}
