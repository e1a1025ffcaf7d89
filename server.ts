import { createServer, type IncomingMessage, type RequestListener, Server, type ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import next from "next"
import sirv from "sirv"
import * as jwks from "@/app/.well-known/jwks.json/route"
import * as protectedResource from "@/app/.well-known/oauth-protected-resource/route"
import * as securityText from "@/app/.well-known/security.txt/route"
import * as live from "@/app/api/health/live/route"
import * as ready from "@/app/api/health/ready/route"
import * as document from "@/app/api/v1/openapi.json/route"
import { routes } from "@/app/api/v1/routes"
import * as webhook from "@/app/api/webhooks/resend/route"
import * as file from "@/app/files/[id]/route"
import { startListening, stopListening } from "@/lib/core/cache/change-listener"
import { SettingsError } from "@/lib/core/check-settings"
import { pool } from "@/lib/core/db/pool"
import { type Env, env } from "@/lib/core/env"
import { door } from "@/lib/core/http/door"
import { lifecycle } from "@/lib/core/http/lifecycle"
import { apiListener } from "@/lib/core/http/node-adapter"
import { apiPolicy, commonHeaders } from "@/lib/core/http/security-headers"
import { catchTheRest } from "@/lib/core/http/uncaught"
import { log } from "@/lib/core/observability/log"
import { metricsText } from "@/lib/core/observability/metrics"
import { mayReadMetrics } from "@/lib/core/observability/metrics-access"
import { stopAsking } from "@/lib/core/observability/readiness"
import { mailBacklog } from "@/lib/mail/backlog"
import { checkDomainOfPasskeys } from "@/lib/passkeys/other-domains"
import { stopReading } from "@/lib/revocations/read"
import { endStreams } from "@/lib/revocations/stream"
import { startWorker } from "./worker"

/** Milliseconds after a stop signal in which requests are still accepted: until a load balancer has polled readiness. */
const NOTICE = 3_000

/** Milliseconds that in-flight requests have to finish after that. */
const DRAIN = 6_500

/**
 * Starts the production server: the REST API directly from its route files, everything else through Next. Listens until
 * SIGTERM, SIGINT or SIGHUP, then rejects new connections and lets requests finish, at most ten seconds in all.
 * @returns once it listens; `closed` resolves after the last response
 * @throws SettingsError where a setting is invalid or the port is taken
 */
export async function serve(): Promise<{ closed: Promise<void> }> {
  const settings = env()
  catchTheRest()
  await checkDomainOfPasskeys()
  const { HOST: hostname, PORT: port } = settings
  // Next adds an upgrade listener to the server that it is given: a server that never listens keeps it idle, and
  // offered upgrades are ignored and served as HTTP/1.1.
  const app = next({ dev: false, dir: process.cwd(), hostname, port, httpServer: new Server() })
  await app.prepare()
  const server = createServer(timeouts, listener(app.getRequestHandler()))
  server.setTimeout(60_000) // idle timeout
  await listen(server, settings)
  startListening()
  log.info("listening")
  const worker = settings.WORKER === "on" ? startWorker() : undefined
  const closed = stopped(server, settings).then(async () => {
    await worker?.stop()
    await stopListening()
    await Promise.race([
      Promise.all([app.close(), pool().end(), stopAsking(), stopReading()]),
      sleep(2_000, undefined, { ref: false }),
    ])
    log.info("stopped")
  })
  return { closed }
}

/** Milliseconds. A slow sender is disconnected at the latest after the timeout and one interval. */
const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 65_000, // longer than a usual load balancer's keep-alive, or it would write into a closed connection
}

/** Paths that bypass Next: the API, uploaded images, and those that must respond when pages are slow. */
const direct =
  /^((\/api)?\/v1(\/|$)|\/api\/(health|webhooks)\/|\/files\/|\/\.well-known\/(jwks\.json$|security\.txt$|oauth-protected-resource(\/|$)))/

/** Paths of OpenID Connect. The engine is loaded with the first request for one, so that it delays no start. */
const oidc = {
  paths: /^\/(oauth\/|\.well-known\/(openid-configuration|oauth-authorization-server)$)/,
  serve: (req: IncomingMessage, res: ServerResponse, plain: boolean) =>
    void import("@/app/oauth/listener").then(({ serveOidc }) => serveOidc(req, res, plain)),
}

const beside = {
  "/api/health/live": live,
  "/api/health/ready": ready,
  "/.well-known/jwks.json": jwks,
  "/.well-known/oauth-protected-resource": protectedResource,
  "/.well-known/oauth-protected-resource/api/v1": protectedResource,
  "/.well-known/security.txt": securityText,
  "/api/webhooks/resend": webhook,
  "/files/{id}": file,
}

function listener(pages: RequestListener): RequestListener {
  const api = apiListener({ ...routes, "/openapi.json": document }, beside)
  const open = door({ direct, api, oidc, pages, files: files(pages) })
  return (req, res) =>
    /^\/metrics(\?|$)/.test(String(req.url)) && mayReadMetrics(req) ? void sendMetrics(res) : open(req, res)
}

/**
 * Serves browser assets of `next build`. Their names contain a content hash, so they never change; compressed at build
 * time.
 */
function files(pages: RequestListener): RequestListener {
  // Of documents only; and no log line has the ID of a file's request.
  const setHeaders = (res: ServerResponse) => {
    for (const name of ["permissions-policy", "x-request-id"]) res.removeHeader(name)
  }
  const stored = sirv(".next/static", { brotli: true, immutable: true, maxAge: 31_536_000, setHeaders })
  return (req, res) => {
    const { url } = req
    req.url = String(url).slice("/_next/static".length)
    stored(req, res, () => pages(Object.assign(req, { url }), res))
  }
}

async function sendMetrics(res: ServerResponse): Promise<void> {
  const type = {
    ...commonHeaders(),
    "content-type": "text/plain; version=0.0.4; charset=utf-8",
    "content-security-policy": apiPolicy,
    "cache-control": "no-store",
  }
  try {
    const text = await metricsText(mailBacklog)
    res.writeHead(200, type).end(text)
  } catch (err) {
    log.error({ err }, "metrics failed")
    res.writeHead(500).end()
  }
}

function listen(server: Server, { PORT, HOST }: Env): Promise<void> {
  return new Promise((done, fail) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) =>
      fail(
        new SettingsError(
          `Nanostack can't listen on ${HOST} port ${PORT} (${code}): set PORT to a free port, or correct HOST.`,
        ),
      ),
    )
    server.listen(PORT, HOST, done)
  })
}

function stopped(server: Server, { mode }: Env): Promise<void> {
  return new Promise((done) => {
    let since: number | undefined
    const stop = async () => {
      // npm forwards a signal that the terminal has already sent, so only a later one means "immediately".
      if (since !== undefined) return Date.now() - since > 1_000 ? server.closeAllConnections() : undefined
      since = Date.now()
      lifecycle().stopping = true
      endStreams()
      log.info("stopping")
      if (mode === "production") await sleep(NOTICE)
      server.close(() => done())
      const idle = setInterval(() => server.closeIdleConnections(), 100)
      await sleep(DRAIN, undefined, { ref: false })
      clearInterval(idle)
      server.closeAllConnections()
    }
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => void stop())
  })
}
