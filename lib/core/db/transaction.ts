import { evict } from "../cache/authorization-cache"
import { timeLeft } from "../context"
import { thisMoment } from "../moment"
import { reach } from "../seam"
import { client, type Tx } from "./client"
import { isRetryable, isUnavailable } from "./errors"
import { refuseLateEvent } from "./feed-lag"
import { wakeSequencer, writeOutbox } from "./outbox"
import { type Attempt, type CommitHook, inScope, transactionScope } from "./transaction-scope"

/** Runs `run`, with `hook` at the end of each of its transactions. */
export function withCommitHook<T>(hook: CommitHook, run: () => Promise<T>): Promise<T> {
  return inScope({ commitHook: hook }, run)
}

/**
 * One attempt: the work, the commit hook, and one statement with everything that changed and is invalidated; then evicts
 * from this process.
 */
async function attemptOnce<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  const left = timeLeft()
  const attempt: Attempt = { invalidated: new Set(), changed: new Map() }
  const { invalidated } = attempt
  const { commitHook } = transactionScope()
  const work = async (tx: Tx) => {
    await reach("begun", tx)
    const result = await run(tx)
    await reach("commit", tx)
    await commitHook?.(tx, result)
    await writeOutbox(tx, attempt)
    refuseLateEvent(attempt.recordedAt)
    return result
  }
  const options = { maxWait: 5_000, timeout: Math.max(1, Math.min(15_000, left)) }
  const value = await inScope({ attempt }, () => client().$transaction(work, options))
  evict(invalidated)
  if (attempt.changed.size > 0) wakeSequencer()
  return value
}

/**
 * Runs `run` in one transaction and commits it, or rolls back. Retries up to five times on a serialization failure or
 * deadlock (40001, 40P01), so `run` must not have other side effects. The options are a new object each time: Prisma
 * 7.10 writes into them (prisma/orm#30367).
 * @throws whatever `run` throws, after rolling back
 */
export async function transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  if (transactionScope().attempt) throw new Error("transaction() inside transaction(): pass the outer tx on")
  await reach("transaction")
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(run)
    } catch (error) {
      if (attempt === 5 || !isRetryable(error) || isUnavailable(error)) throw error
      await new Promise((wake) => setTimeout(wake, Math.random() * 20 * 2 ** attempt))
    }
  }
}

/** Start time of a transaction by the database's clock, which all servers share: their own may differ by seconds. */
export async function transactionTimestamp(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ now: Date }]>`SELECT now()`
  return row.now
}

/**
 * The present time by the database's clock. Behind a lock it is later than whatever was committed before the lock was
 * taken, which the start of the transaction is not.
 */
export async function presentTimestamp(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`
  return row.now
}

/**
 * Marks the running transaction, before the write, as recording an audit event: it has to commit before the feed passes
 * it.
 */
export function noteEvent(): void {
  const { attempt } = transactionScope()
  if (attempt) attempt.recordedAt ??= thisMoment()
}
