import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import next from "next"
import sirv from "sirv"
import { GET as jwks } from "@/app/.well-known/jwks.json/route"
import { GET as live } from "@/app/api/health/live/route"
import { GET as ready } from "@/app/api/health/ready/route"
import * as document from "@/app/api/v1/openapi.json/route"
import { routes } from "@/app/api/v1/routes"
import { startListening, stopListening } from "@/lib/core/cache/change-listener"
import { pool } from "@/lib/core/db/client"
import { type Env, env, SettingsError } from "@/lib/core/env"
import {
  apiPolicy,
  commonHeaders,
  hasToken,
  readyPage,
  sanitizeForwarding,
  sendToHttps,
  setPagePolicy,
} from "@/lib/core/http/forwarded-headers"
import { lifecycle } from "@/lib/core/http/lifecycle"
import { enterPage } from "@/lib/core/http/load-shedding"
import { apiListener } from "@/lib/core/http/node-adapter"
import { withPageStatus } from "@/lib/core/http/page-status"
import { catchTheRest } from "@/lib/core/http/uncaught"
import { hideToken } from "@/lib/core/links/cookie"
import { observeRequest } from "@/lib/core/observability/http-histogram"
import { log } from "@/lib/core/observability/log"
import { metricsText } from "@/lib/core/observability/metrics"
import { mayReadMetrics } from "@/lib/core/observability/metrics-access"
import { stopAsking } from "@/lib/core/observability/readiness"
import { mailBacklog } from "@/lib/mail/backlog"
import { startWorker } from "./worker"

/** Milliseconds that requests being answered have to finish once we are told to stop. */
const DRAIN = 8_000

/** The largest form in bytes; Next has a bound of its own for those that it reads. */
const FORM = 1_100_000

/**
 * The one production door: the REST API straight from its route files, everything else through Next. Listens until
 * SIGTERM, SIGINT or SIGHUP, then refuses new connections and lets requests finish, at most ten seconds in all.
 * @returns once it listens; `closed` resolves when the last request is answered
 * @throws SettingsError where a setting is bad or the port is taken
 */
export async function serve(): Promise<{ closed: Promise<void> }> {
  const settings = env()
  catchTheRest()
  const app = next({ dev: false, dir: process.cwd(), hostname: settings.HOST, port: settings.PORT })
  await app.prepare()
  const server = createServer(
    timeouts,
    door(apiListener({ ...routes, "/openapi.json": document }, probes), app.getRequestHandler()),
  )
  server.setTimeout(60_000) // nothing sent, nothing read
  server.on("upgrade", (_, socket) => socket.destroy())
  await listen(server, settings)
  startListening()
  log.info("listening")
  const worker = settings.WORKER === "on" ? startWorker() : undefined
  const closed = stopped(server, settings).then(async () => {
    await worker?.stop()
    await stopListening()
    await Promise.race([
      Promise.all([app.close(), pool().end(), stopAsking()]),
      sleep(2_000, undefined, { ref: false }),
    ])
    log.info("stopped")
  })
  return { closed }
}

const probes = { "/api/health/live": live, "/api/health/ready": ready, "/.well-known/jwks.json": jwks }

/** Milliseconds. Who sends slowly is cut off at the latest after the time and one interval. */
const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 65_000, // longer than the usual load balancer keeps a connection, or it would write into a closed one
}

/** What does not go through Next: the API, and the probes, which have to answer when pages are slow. */
const direct = /^((\/api)?\/v1(\/|$)|\/api\/health\/|\/\.well-known\/jwks\.json$)/

function door(api: ReturnType<typeof apiListener>, pages: RequestListener): RequestListener {
  // Their names hold a hash of what they are, so they never change; compressed once, when they were built.
  const stored = sirv(".next/static", { brotli: true, immutable: true, maxAge: 31_536_000 })
  const files: RequestListener = (req, res) => {
    const { url } = req
    req.url = String(url).slice("/_next/static".length)
    stored(req, res, () => pages(Object.assign(req, { url }), res))
  }
  return (req, res) => {
    const path = String(req.url).split("?", 1)[0] ?? ""
    if (path === "/metrics" && mayReadMetrics(req)) return void sendMetrics(res)
    const plain = sanitizeForwarding(req)
    if (lifecycle().stopping) res.setHeader("connection", "close")
    if (!path.startsWith("/")) return res.writeHead(400).end()
    if (direct.test(path) || (plain && path.startsWith("/api/"))) return api(req, res, plain)
    readyPage(req, res)
    if (plain) return sendToHttps(req, res)
    if (path.startsWith("/_next/static/")) return files(req, res)
    if (Number(req.headers["content-length"]) > FORM) return res.writeHead(413, { connection: "close" }).end()
    measurePage(req, res)
    if (!enterPage(req, res)) return
    res.setHeader("cache-control", "private, no-store")
    setPagePolicy(req, res, path)
    if (hasToken(path) && hideToken(req, res, path)) return
    return withPageStatus(req, res, () => pages(req, res))
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

/** Pages are one route: which there are is for anybody to make up. */
function measurePage({ method }: IncomingMessage, res: ServerResponse): void {
  const began = performance.now()
  const known = /^(GET|HEAD|POST)$/.test(String(method)) ? String(method) : "other"
  res.once("finish", () => observeRequest(known, "(page)", res.statusCode, (performance.now() - began) / 1000))
}

function listen(server: Server, { PORT, HOST }: Env): Promise<void> {
  return new Promise((done, fail) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) =>
      fail(
        new SettingsError(
          `Nanostack cannot listen on ${HOST} port ${PORT} (${code}): set PORT to a free one, or correct HOST.`,
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
      // npm passes on a signal that the terminal has already sent, so only a later one means "at once".
      if (since !== undefined) return Date.now() - since > 1_000 ? server.closeAllConnections() : undefined
      since = Date.now()
      lifecycle().stopping = true
      log.info("stopping")
      // Balancers ask whether we are ready once in a while; until they have, requests still come.
      if (mode === "production") await sleep(1_500)
      server.close(() => done())
      const idle = setInterval(() => server.closeIdleConnections(), 100)
      await sleep(DRAIN, undefined, { ref: false })
      clearInterval(idle)
      server.closeAllConnections()
    }
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => void stop())
  })
}
