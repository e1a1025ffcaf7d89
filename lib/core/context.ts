import { AsyncLocalStorage } from "node:async_hooks"
import { parseCookie } from "cookie"
import { type Locale, localeCookie, preferredLocale } from "../i18n/locale"
import { singleton } from "./cache/singleton"
import { ownCookie } from "./http/cookies"

/** Where a request comes from: goes into audit events, sessions and log lines. */
export type RequestContext = {
  /** Ours, in log lines, audit events and emails; "system" outside of a request. */
  requestId: string
  /** What the client sent as X-Request-Id: in log lines beside ours, and given back. Never in the audit log. */
  clientRequestId?: string | undefined
  /** The pattern of the path, such as /v1/users/{id}, once it is known. */
  route?: string
  /** What the response's error says, for its log line. */
  failed?: { code: string; reason: string | undefined }
  /** The client's address as server.ts saw it, never what a client claims. */
  ip: string | null
  userAgent: string | null
  /** The languages that the client accepts, and the one that was chosen in it; see `requestedLocale`. */
  languages?: { accepted: string | null; chosen: string | undefined }
  /** Of a page that server.ts hands to Next: the status that it asks for; see page-status.ts. */
  page?: { status?: number; unavailable?: boolean }
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
  return storage.getStore() === context ? run() : storage.run(context, run)
}

/** Whether somebody has entered a request's context: server.ts does so for all; `next dev` and tests do not. */
export const isInRequest = () => storage.getStore() !== undefined

/** The request being answered; outside of one, nobody's. */
export function currentRequest(): RequestContext {
  return storage.getStore() ?? none
}

/** The language that the request being answered asks for; null where it names none of ours. */
export function requestedLocale(): Locale | null {
  const { languages } = currentRequest()
  return languages ? preferredLocale(languages.chosen, languages.accepted) : null
}

/** Milliseconds that the request being answered may still ask the database; for what is no request there is no end. */
export const timeLeft = () => (currentRequest().until ?? Number.POSITIVE_INFINITY) - performance.now()

/** From here on the answer is streamed, and takes the time that its reader takes. */
export function takeTime(): void {
  currentRequest().until = Number.POSITIVE_INFINITY
}

/** The id that the response and its error name: the client's own where it sent one. */
export function shownRequestId({ requestId, clientRequestId } = currentRequest()): string {
  return clientRequestId ?? requestId
}

/** How a log line names the request that it is about. */
export function requestIds({ requestId, clientRequestId } = currentRequest()) {
  return { request_id: requestId, client_request_id: clientRequestId }
}

/** The context that server.ts has entered; where nobody has, one made from the headers. */
export function requestContext(headers: Pick<Headers, "get">): RequestContext {
  return storage.getStore() ?? newContext(headers)
}

function newContext(headers: Pick<Headers, "get">): RequestContext {
  const given = headers.get("x-request-id")
  const cookies = parseCookie(headers.get("cookie") ?? "")
  return {
    requestId: `req_${crypto.randomUUID().replaceAll("-", "")}`,
    clientRequestId: given && /^[A-Za-z0-9._:+=-]{1,64}$/.test(given) ? given : undefined,
    ip: headers.get("x-forwarded-for"),
    userAgent: headers.get("user-agent")?.slice(0, 400) ?? null,
    device: cookies[ownCookie("device").name],
    languages: { accepted: headers.get("accept-language"), chosen: cookies[localeCookie] },
    until: performance.now() + patience,
  }
}
