import { AsyncLocalStorage } from "node:async_hooks"
import { singleton } from "./singleton"

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
}

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

/** Reads the context from the headers that server.ts set. A client's own X-Request-Id is kept when it is harmless. */
export function requestContext(headers: Pick<Headers, "get">): RequestContext {
  const given = headers.get("x-request-id")
  return {
    requestId: given && /^[A-Za-z0-9_-]{8,64}$/.test(given) ? given : `req_${crypto.randomUUID().replaceAll("-", "")}`,
    ip: headers.get("x-forwarded-for"),
    userAgent: headers.get("user-agent")?.slice(0, 400) ?? null,
    device: /(?:^|; *)(?:__Host-)?nanostack\.device=([^;]+)/.exec(headers.get("cookie") ?? "")?.[1],
  }
}
