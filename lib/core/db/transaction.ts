import { AsyncLocalStorage } from "node:async_hooks"
import { channel, collectInvalidations, evict, payloadOf } from "../cache/authorization-cache"
import { timeLeft } from "../context"
import { thisMoment } from "../moment"
import { reach } from "../seam"
import { client, running, type Tx } from "./client"
import { isRetryable, isUnavailable } from "./errors"
import { refuseLateEvent } from "./feed-lag"

type BeforeCommit = (tx: Tx, value: unknown) => Promise<void>

const beforeCommit = new AsyncLocalStorage<BeforeCommit>()

/** Runs `run`; `hook` ends each of its transactions, knows what it returns, and is committed or undone with it. */
export function withCommitHook<T>(hook: BeforeCommit, run: () => Promise<T>): Promise<T> {
  return beforeCommit.run(hook, run)
}

/** One attempt: the work, what ends it, and one NOTIFY of all that it invalidates; then this process forgets at once. */
async function attemptOnce<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  const left = timeLeft()
  return collectInvalidations(async (tags) => {
    const value = await client().$transaction(
      async (tx) => {
        await reach("begun", tx)
        const result = await run(tx)
        await reach("commit", tx)
        await beforeCommit.getStore()?.(tx, result)
        if (tags.size > 0) await tx.$executeRaw`SELECT pg_notify(${channel}, ${payloadOf(tags)})`
        refuseLateEvent(running.getStore()?.recordedAt)
        return result
      },
      { maxWait: 5_000, timeout: Math.max(1, Math.min(15_000, left)) },
    )
    evict(tags)
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
  if (running.getStore()) throw new Error("transaction() inside transaction(): pass the outer tx on")
  await reach("transaction")
  for (let attempt = 1; ; attempt++) {
    try {
      return await running.run({}, () => attemptOnce(run))
    } catch (error) {
      if (attempt === 5 || !isRetryable(error) || isUnavailable(error)) throw error
      await new Promise((wake) => setTimeout(wake, Math.random() * 20 * 2 ** attempt))
    }
  }
}

/** When a transaction began, by the one clock that servers share: their own may differ by seconds. */
export async function transactionTimestamp(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ now: Date }]>`SELECT now()`
  return row.now
}

/** Notes, before it is written, that the running transaction records an audit event: it has to commit before the feed passes it. */
export function noteEvent(): void {
  const attempt = running.getStore()
  if (attempt) attempt.recordedAt ??= thisMoment()
}
