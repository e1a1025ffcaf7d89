import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client"
import { isHearing } from "../cache/authorization-cache"
import { singleton } from "../cache/singleton"
import { oldestChange } from "../db/outbox"
import { pool } from "../db/pool"
import { passwordQueue } from "../identity/passwords"
import { isCountingAlone } from "../rate-limit/redis"
import { changesLag } from "./changes-lag"
import { clockAhead } from "./clock-skew"
import { counts } from "./counters"
import { durationsText } from "./http-histogram"

/** Waiting and failed emails, as the outbox counts them. */
type Backlog = { waiting: number; oldestSeconds: number; failedToday: number }

/** Returns all metrics in Prometheus' text format. @param mailBacklog counts waiting and failed emails */
export async function metricsText(mailBacklog: () => Promise<Backlog>): Promise<string> {
  const registry = singleton("metrics", () => {
    const made = new Registry()
    collectDefaultMetrics({ register: made })
    define(made, () => recent(mailBacklog))
    made.registerMetric(changesLag())
    return made
  })
  return durationsText() + (await registry.metrics())
}

type Reading = Record<string, number>

/** Collected on scrape, so that nothing runs in between. */
function define(registry: Registry, backlog: () => Promise<Backlog>): void {
  const common = (name: string, help: string, label?: string) => ({
    name: `nanostack_${name}`,
    help,
    labelNames: label ? [label] : [],
    registers: [registry],
  })
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      ...common(name, help),
      async collect() {
        this.set(await read())
      },
    })
  /** `label` is the label of a reading's keys. */
  const counter = (name: string, help: string, label: string, read: () => Reading) =>
    new Counter({
      ...common(name, help, label),
      collect() {
        this.reset()
        for (const [key, value] of Object.entries(read())) this.inc({ [label]: key }, value)
      },
    })
  gauge("http_requests_in_flight", "Requests being answered.", () => counts().inFlight.api + counts().inFlight.pages)
  gauge("revocation_streams", "Open streams of GET /revocations.", () => counts().streams)
  counter("shed_total", "Refused with 503, by what there was too much of.", "reason", () => counts().shed)
  gauge("database_connections_used", "Connections in use.", () => pool().totalCount - pool().idleCount)
  gauge("database_connections_idle", "Connections that nobody uses.", () => pool().idleCount)
  gauge("database_waiting", "Who waits for a connection.", () => pool().waitingCount)
  gauge("password_queue", "Passwords that wait for a thread of bcrypt.", passwordQueue)
  gauge("mails_waiting", "Mails that are not sent yet.", async () => (await backlog()).waiting)
  gauge("mails_oldest_seconds", "Age of the mail that waits longest.", async () => (await backlog()).oldestSeconds)
  gauge(
    "mails_failed",
    "Mails that were given up or came back within 24 hours.",
    async () => (await backlog()).failedToday,
  )
  gauge("changes_waiting_seconds", "Age of the change that waits longest to be in GET /changes.", () =>
    soon(oldestChange(), Number.NaN),
  )
  gauge("rate_limit_fallback", "1 while Redis is away and this server counts by itself.", () =>
    Number(isCountingAlone()),
  )
  gauge("clock_ahead_seconds", "By how much this server's clock is ahead of the database's.", clockAhead)
  gauge("caller_cache_on", "1 while changes are heard from the database; else nothing is cached.", () =>
    Number(isHearing()),
  )
  counter("caller_cache_total", "Lookups of who a caller is.", "result", () => counts().cache)
  counter("email_codes_total", "Emailed codes that someone typed to sign in.", "result", () => ({
    wrong: counts().emailCodesWrong,
  }))
  counter("bot_checks_total", "Requests that needed a proof of work.", "result", () => counts().botChecks)
  counter("sessions_ended_total", "Sessions ended by force.", "reason", () => ({
    refresh_reused: counts().refreshReused,
  }))
}

/** A value, or `other` if reading it fails or takes longer than a second. */
function soon<T>(answer: Promise<T>, other: T): Promise<T> {
  const late = new Promise<T>((done) => setTimeout(done, 1_000, other).unref())
  return Promise.race([answer.catch(() => other), late])
}

const unknown = { waiting: Number.NaN, oldestSeconds: Number.NaN, failedToday: Number.NaN }
const freshForMs = 5_000

/** Queried at most every five seconds; NaN where the database does not respond within one. */
function recent(mailBacklog: () => Promise<Backlog>): Promise<Backlog> {
  const kept = singleton("metrics-backlog", () => ({
    at: -freshForMs,
    answer: Promise.resolve<Backlog>(unknown),
  }))
  if (performance.now() - kept.at >= freshForMs) {
    kept.at = performance.now()
    kept.answer = soon(mailBacklog(), unknown)
  }
  return kept.answer
}
