import { AsyncLocalStorage } from "node:async_hooks"
import { parseCookie } from "cookie"
import { type Locale, localeCookie, preferredLocale } from "../i18n/locale"
import { singleton } from "./cache/singleton"
import { ownCookie } from "./http/cookies"

/** Context of one request: goes into audit events, sessions and log lines. */
export type RequestContext = {
  /** Our ID, in log lines, audit events and emails; "system" outside of a request. */
  requestId: string
  /** The client's X-Request-Id: logged beside ours and returned. Never in the audit log. */
  clientRequestId?: string | undefined
  /** The trace that the client's `traceparent` names (W3C Trace Context): for log lines. */
  traceId?: string | undefined
  /** The route pattern, such as /v1/users/{id}, once it is known. */
  route?: string
  /** The response's error, for the log line. */
  failed?: { code: string; reason: string | undefined }
  /** The client's address as server.ts determined it, never what a client claims. */
  ip: string | null
  userAgent: string | null
  /** The languages that the client accepts, and the one chosen in it; see `requestedLocale`. */
  languages?: { accepted: string | null; chosen: string | undefined }
  /** For a page that server.ts hands to Next: the status that it sets; see page-status.ts. */
  page?: { status?: number; unavailable?: boolean }
  /** A customer's own server sent it, with an API key that may pass on its client's address. */
  delegated?: true
  /** The cookie of a browser that has signed in before; see known-devices.ts. */
  device?: string | undefined
  /** The cookie of a browser that is asked for no code; see lib/remembered-devices. */
  remembered?: string | undefined
  /** Has had a database connection: started work is finished before new work begins. */
  begun?: boolean
  /** Its response is a stream of events, which says nothing about how long requests take. */
  streamed?: boolean
  /** Deadline by the monotonic clock, in milliseconds: no database query starts after it. */
  until?: number
}

/** Milliseconds that one request's database work may take in all: clients give up soon after. */
const patience = 20_000

const storage = singleton("request-context", () => new AsyncLocalStorage<RequestContext>())
const none: RequestContext = { requestId: "system", ip: null, userAgent: null }

/** Runs `run` with the context of one request. */
export function withRequest<T>(context: RequestContext, run: () => T): T {
  return storage.getStore() === context ? run() : storage.run(context, run)
}

/** Whether a request's context was entered: server.ts does so for all; `next dev` and tests do not. */
export const isInRequest = () => storage.getStore() !== undefined

/** The current request's context; a shared "system" context outside of requests. */
export function currentRequest(): RequestContext {
  return storage.getStore() ?? none
}

/** The language that the current request asks for; null where it names none of ours. */
export function requestedLocale(): Locale | null {
  const { languages } = currentRequest()
  return languages ? preferredLocale(languages.chosen, languages.accepted) : null
}

/** Milliseconds that the current request has left for the database; infinite outside of requests. */
export const timeLeft = () => (currentRequest().until ?? Number.POSITIVE_INFINITY) - performance.now()

/** Removes the deadline: the response is streamed from here on, at its reader's pace, or only what was begun is settled. */
export function takeTime(): void {
  currentRequest().until = Number.POSITIVE_INFINITY
}

/** The ID shown in the response and its error: the client's own where it sent one. */
export function shownRequestId({ requestId, clientRequestId } = currentRequest()): string {
  return clientRequestId ?? requestId
}

/** The request IDs of a log line. */
export function requestIds({ requestId, clientRequestId, traceId } = currentRequest()) {
  return { request_id: requestId, client_request_id: clientRequestId, trace_id: traceId }
}

/** The context that server.ts has entered; otherwise one built from the headers. */
export function requestContext(headers: Pick<Headers, "get">): RequestContext {
  return storage.getStore() ?? newContext(headers)
}

function newContext(headers: Pick<Headers, "get">): RequestContext {
  const given = headers.get("x-request-id")
  const cookies = parseCookie(headers.get("cookie") ?? "")
  return {
    requestId: `req_${crypto.randomUUID().replaceAll("-", "")}`,
    clientRequestId: given && /^[A-Za-z0-9._:+=-]{1,64}$/.test(given) ? given : undefined,
    traceId: traceOf(headers.get("traceparent")),
    ip: headers.get("x-forwarded-for"),
    userAgent: headers.get("user-agent")?.slice(0, 400) ?? null,
    device: cookies[ownCookie("device").name],
    remembered: cookies[ownCookie("remembered").name],
    languages: { accepted: headers.get("accept-language"), chosen: cookies[localeCookie] },
    until: performance.now() + patience,
  }
}

/** All zeros name no trace. Later versions may append fields. */
const traceOf = (header: string | null) =>
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-|$)/.exec(header ?? "")?.[1]
