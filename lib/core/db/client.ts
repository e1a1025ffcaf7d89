import { AsyncLocalStorage } from "node:async_hooks"
import { Socket } from "node:net"
import { PrismaPg } from "@prisma/adapter-pg"
import { channel, collecting, forget, payloadOf, type Tag } from "../cache/authorization-cache"
import { singleton } from "../cache/singleton"
import { timeLeft } from "../context"
import { type Env, env } from "../env"
import { isUnavailable } from "../errors"
import { type Moment, thisMoment } from "../moment"
import { log } from "../observability/log"
import { reach } from "../seam"
import { BoundedPool } from "./bounded-pool"
import { refuseLateEvent } from "./feed-lag"
import { Prisma, PrismaClient } from "./generated/prisma/client"

/** The connections of this process. What takes too long ends by itself, so that nobody waits behind it for ever. */
export const pool = () =>
  singleton("pool", () => {
    const settings = env()
    const made = new BoundedPool({
      connectionString: settings.DATABASE_URL,
      max: settings.DATABASE_POOL_SIZE,
      connectionTimeoutMillis: settings.DATABASE_CONNECT_TIMEOUT_SECONDS * 1_000,
      idleTimeoutMillis: settings.DATABASE_STATEMENT_TIMEOUT_SECONDS * 1_000,
      stream: () => attentiveSocket(settings.DATABASE_STATEMENT_TIMEOUT_SECONDS + 2),
      // Prisma takes every time for UTC, whatever offset PostgreSQL writes after it.
      options: Object.entries(timeouts(settings)).reduce(
        (options, [name, seconds]) => `${options} -c ${name}=${seconds * 1_000}`,
        "-c TimeZone=UTC",
      ),
    })
    made.on("error", (error) => log.warn({ error: error.message }, "a database connection was lost"))
    return made
  })

const timeouts = ({ DATABASE_STATEMENT_TIMEOUT_SECONDS: statement, DATABASE_LOCK_TIMEOUT_SECONDS: lock }: Env) => ({
  statement_timeout: statement,
  lock_timeout: lock,
  idle_in_transaction_session_timeout: statement * 1.5,
})

/**
 * A socket that gives up after so many seconds without a byte. The time-out of statements is the database's own: one that
 * falls silent, as behind a broken network, reports none, and TCP by itself waits for hours.
 */
function attentiveSocket(seconds: number): Socket {
  const socket = new Socket()
  return socket.setTimeout(seconds * 1_000, () => socket.destroy(new Error("Connection ended: the database is silent")))
}

/** The running attempt of a transaction, and when its first audit event was recorded. */
const inside = new AsyncLocalStorage<{ recordedAt?: Moment }>()

/** Notes, before it is written, that the running transaction records an audit event: it has to commit before the feed passes it. */
export function noteEvent(): void {
  const attempt = inside.getStore()
  if (attempt) attempt.recordedAt ??= thisMoment()
}

const client = () => singleton("prisma", () => new PrismaClient({ adapter: new PrismaPg(pool()) }))

/**
 * The database outside of a transaction: for reading. Connects on first use, so that a build needs no database.
 * Refuses to be used inside `transaction()`: that would take a second connection, and ten such requests at once
 * would wait for each other.
 */
export const db = new Proxy({} as PrismaClient, {
  get(_, name) {
    if (inside.getStore()) throw new Error("db inside transaction(): use its tx")
    const value: unknown = Reflect.get(client(), name)
    return typeof value === "function" ? value.bind(client()) : value
  },
})

/**
 * The rows of a statement that only reads; outside of a transaction straight from the driver, because what Prisma's client
 * adds to a page of rows costs more than reading them. A bigint is text there.
 * @param client the transaction that the statement is part of
 */
export async function readRows<Row extends object>(statement: Prisma.Sql, client: Tx = db): Promise<Row[]> {
  if (client !== db) return client.$queryRaw<Row[]>(statement)
  if (inside.getStore()) throw new Error("readRows inside transaction(): pass its tx")
  const { text, values } = statement
  return (await pool().query<Row>({ text, values })).rows
}

/** The database inside of `transaction()`. */
export type Tx = Prisma.TransactionClient

export { Prisma }

type BeforeCommit = (tx: Tx, value: unknown) => Promise<void>

const beforeCommit = new AsyncLocalStorage<BeforeCommit>()

/** Runs `run`; `hook` ends each of its transactions, knows what it returns, and is committed or undone with it. */
export function withCommitHook<T>(hook: BeforeCommit, run: () => Promise<T>): Promise<T> {
  return beforeCommit.run(hook, run)
}

/** One attempt: the work, what ends it, and one NOTIFY of all that it invalidates; then this process forgets at once. */
async function attemptOnce<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  const left = timeLeft()
  return collecting(async (tags) => {
    const value = await client().$transaction(
      async (tx) => {
        await reach("begun", tx)
        const result = await run(tx)
        await reach("commit", tx)
        await beforeCommit.getStore()?.(tx, result)
        if (tags.size > 0) await tx.$executeRaw`SELECT pg_notify(${channel}, ${payloadOf(tags)})`
        refuseLateEvent(inside.getStore()?.recordedAt)
        return result
      },
      { maxWait: 5_000, timeout: Math.max(1, Math.min(15_000, left)) },
    )
    forget(tags)
    return value
  })
}

/**
 * Runs `run` in one transaction and commits what it did, or nothing. Repeats it, up to five times, when PostgreSQL
 * reports a serialization failure or deadlock (40001, 40P01), so `run` must not have effects elsewhere.
 * The options are a new object each time: Prisma 7.10 writes into them (prisma/orm#30367).
 * @throws whatever `run` throws, after rolling back
 */
export async function transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  if (inside.getStore()) throw new Error("transaction() inside transaction(): pass the outer tx on")
  await reach("transaction")
  for (let attempt = 1; ; attempt++) {
    try {
      return await inside.run({}, () => attemptOnce(run))
    } catch (error) {
      if (attempt === 5 || !isRetryable(error) || isUnavailable(error)) throw error
      await new Promise((wake) => setTimeout(wake, Math.random() * 20 * 2 ** attempt))
    }
  }
}

function isRetryable(error: unknown): boolean {
  return /\b(P2034|40001|40P01)\b|deadlock detected|could not serialize|TransactionWriteConflict/.test(
    `${(error as { code?: unknown }).code} ${String(error)} ${JSON.stringify((error as { meta?: unknown }).meta ?? "")}`,
  )
}

/** When a transaction began, by the one clock that servers share: their own may differ by seconds. */
export async function beganAt(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ now: Date }]>`SELECT now()`
  return row.now
}

/** True for a violated unique index, whose name or fields contain `name`. */
export function isUniqueViolation(error: unknown, name = ""): boolean {
  const text = `${(error as { code?: unknown })?.code} ${String(error)} ${JSON.stringify((error as { meta?: unknown })?.meta ?? "")}`
  return /\b(P2002|23505)\b|UniqueConstraintViolation/.test(text) && text.includes(name)
}

const announced = singleton("announced", () => ({ tags: new Set<Tag>(), timer: null as NodeJS.Timeout | null }))

/**
 * Says, after its transaction, that somebody's profile changed: this process forgets at once, the others within a
 * moment. Outside of the transaction and many at a time, because NOTIFY holds up every commit beside it.
 */
export function announce(...tags: Tag[]): void {
  forget(tags)
  for (const tag of tags) announced.tags.add(tag)
  announced.timer ??= setTimeout(() => {
    const payload = payloadOf(announced.tags)
    announced.tags.clear()
    announced.timer = null
    pool()
      .query("SELECT pg_notify($1, $2)", [channel, payload])
      .catch((error: unknown) => log.warn({ error: String(error).slice(0, 200) }, "could not announce a change"))
  }, 50)
}
