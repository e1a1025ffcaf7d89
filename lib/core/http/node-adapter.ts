import type { IncomingMessage, ServerResponse } from "node:http"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { currentRequest, requestIds } from "../context"
import { log } from "../observability/log"
import { applicationCors } from "./application-cors"
import { compressed, compressor, type Encoding, encodingFor, isCompressible } from "./compression"
import { answeredMethods, corsHeaders } from "./cors"
import { endResponse } from "./end-response"
import { isEventStream } from "./event-stream"
import type { Handler } from "./handler"
import { tryAdmit } from "./load-shedding"
import { hasBody, hasUnreadBody, type Incoming } from "./read-body"
import { httpsRequired, methodNotAllowed, notFound, options, refused } from "./refusals"
import type { Written } from "./response"
import { type Found, router } from "./router"
import { apiPolicy, commonHeaders } from "./security-headers"

type Context = { params: Promise<Record<string, string>> }
type Route = Handler | ((request: Incoming, context: Context) => Promise<Response> | Response)
type Methods = Readonly<Record<string, Route>>
/** `plain`: it arrived over plain HTTP although PUBLIC_URL is https. */
export type ApiListener = (req: IncomingMessage, res: ServerResponse, plain: boolean) => void

/**
 * Serves the API, at both of its base paths, and the routes beside it directly from Node's requests, in the context
 * that server.ts has entered. Endpoints run by their `answer`; other routes get a minimal Request.
 * @param beside full paths and their handlers
 */
export function apiListener(
  routes: Readonly<Record<string, Methods>>,
  beside: Readonly<Record<string, Methods>>,
): ApiListener {
  const find = router<Methods>([
    ...["/api/v1", "/v1"].flatMap((base) =>
      Object.entries(routes).map(([path, methods]): [string, Methods] => [base + path, methods]),
    ),
    ...Object.entries(beside),
  ])
  const always = { ...commonHeaders(), "content-security-policy": apiPolicy }
  return (req, res, plain) => {
    const asking = req.method === "OPTIONS" && req.headers["access-control-request-method"] !== undefined
    const headers = { ...always, ...corsHeaders(req.headers.origin, asking) }
    const request = new NodeRequest(req)
    const found = find(request.path)
    if (found) currentRequest().route = found.pattern.replace(/^\/api(?=\/v1)/, "")
    const isProbe = /^\/api\/health\/|^\/\.well-known\//.test(request.path)
    // Load balancers probe health internally, without TLS.
    if (plain && !request.path.startsWith("/api/health/")) return void send(req, res, httpsRequired(), headers)
    // Probes are served under any load.
    const leave = isProbe ? () => {} : tryAdmit(req, "api")
    if (!leave) return void send(req, res, refused(), headers)
    answer(request, found)
      .then(async (written) => {
        // A stream of events lasts: it has its own limit.
        if (written instanceof Response && isEventStream(written)) leave()
        const more = found && req.headers.origin !== undefined ? await applicationCors(req, asking) : null
        return send(req, res, written, more ? { ...headers, ...more } : headers)
      })
      .catch((error: unknown) => fail(res, error))
      .finally(leave)
  }
}

/** A Node request in the form that endpoints read: headers unchanged, body not read before it is used. */
export class NodeRequest implements Incoming {
  readonly method: string
  readonly url: string
  readonly headers = { get: (name: string) => this.header(name), has: (name: string) => this.header(name) !== null }
  readonly #req: IncomingMessage
  constructor(req: IncomingMessage) {
    this.#req = req
    this.method = req.method ?? "GET"
    this.url = req.url ?? "/"
  }
  get path(): string {
    const end = this.url.indexOf("?")
    return end < 0 ? this.url : this.url.slice(0, end)
  }
  /** Stopping early must not destroy the connection: the client waits for the response. */
  get body(): AsyncIterable<Uint8Array> | null {
    return hasBody(this.#req) ? this.#req.iterator({ destroyOnReturn: false }) : null
  }
  private header(name: string): string | null {
    return this.#req.headers[name]?.toString() ?? null
  }
}

async function answer(request: NodeRequest, found: Found<Methods> | null): Promise<Written | Response> {
  if (!found) return notFound()
  const { value: methods, params } = found
  const route = methods[request.method === "HEAD" ? "GET" : request.method]
  if (route && /^[A-Z]+$/.test(request.method)) return run(route, request, params)
  const allow = answeredMethods(Object.keys(methods).filter((method) => /^[A-Z]+$/.test(method)))
  return request.method === "OPTIONS" ? options(allow) : methodNotAllowed(allow)
}

function run(route: Route, request: NodeRequest, params: Record<string, string>) {
  return "answer" in route
    ? route.answer(request, params)
    : Promise.resolve(route(request, { params: Promise.resolve(params) }))
}

function send(req: IncomingMessage, res: ServerResponse, answer: Written | Response, more: object) {
  // Unread body bytes would be parsed as the next request. Without a body, a rejection need not close the connection.
  if (hasUnreadBody(req)) res.setHeader("connection", "close")
  if (answer instanceof Response) return stream(res, answer, more)
  const { status, text, headers, compress } = answer
  const encoding = compress && text !== null ? encodingOf(res) : null
  if (encoding && text !== null) return sendCompressed(res, { ...answer, text }, encoding, more)
  const length = text === null ? {} : { "content-length": Buffer.byteLength(text) }
  res.writeHead(status, { ...more, ...headers, ...(compress && varied), ...length })
  endResponse(req, res, req.method === "HEAD" ? undefined : (text ?? undefined))
}

/** CORS varies by origin too. */
const varied = { vary: "Origin, Accept-Encoding" }

function encodingOf({ req }: ServerResponse): Encoding | null {
  const accepted = req.headers["accept-encoding"]
  return accepted === undefined ? null : encodingFor(accepted.toString())
}

async function sendCompressed(
  res: ServerResponse,
  { status, text, headers }: Written & { text: string },
  encoding: Encoding,
  more: object,
) {
  const bytes = await compressed(text, encoding)
  const body = bytes ?? text
  const coding = bytes ? { "content-encoding": encoding } : {}
  res.writeHead(status, { ...more, ...headers, ...varied, ...coding, "content-length": Buffer.byteLength(body) })
  res.end(res.req.method === "HEAD" ? undefined : body)
}

/** Sends a web response. */
export async function stream(res: ServerResponse, answer: Response, more: object): Promise<void> {
  const { status, headers, body } = answer
  const encoding = body && isCompressible(answer) ? encodingOf(res) : null
  const vary = isCompressible(answer) ? varied : {}
  const coding = encoding ? { "content-encoding": encoding } : {}
  res.writeHead(status, { ...more, ...Object.fromEntries(headers), ...vary, ...coding })
  if (body === null || res.req.method === "HEAD") {
    res.end()
    return void body?.cancel()
  }
  const from = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])
  // The client may disconnect before the end.
  await (encoding ? pipeline(from, compressor(encoding), res) : pipeline(from, res)).catch(() => {})
}

function fail(res: ServerResponse, error: unknown): void {
  log.error({ ...requestIds(), err: error }, "a request could not be answered")
  if (res.headersSent) res.destroy()
  else res.writeHead(500, { "cache-control": "no-store" }).end()
}
