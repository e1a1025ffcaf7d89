import { setTimeout as sleep } from "node:timers/promises"
import { type CronItem, Logger, parseCronItems, type Runner, run, runMigrations, type Task } from "graphile-worker"
import { env } from "./env"
import { catchTheRest } from "./http/uncaught"
import { log } from "./observability/log"

/** Something that works in the background until it is told to stop, and then ends what it has begun. */
export type BackgroundWorker = { stop: () => Promise<void> }

const sweepMs = 60_000
const restartMs = 5_000

/** What a worker does: tasks by name, those that begin by the clock, and what is looked for every minute. */
type Jobs = { tasks: Record<string, Task>; timetable: CronItem[]; sweep: (signal: AbortSignal) => Promise<void> }

/**
 * Does what is queued and what the timetable says. Any number of workers may run, in servers and by themselves: what is to be done stands in
 * the database, and each thing is done by one of them. A database that is away is waited for.
 */
export function startWorker(jobs: Jobs): BackgroundWorker {
  catchTheRest()
  const stopping = new AbortController()
  const running = Promise.all([workOff(jobs, stopping.signal), sweepOn(jobs, stopping.signal)])
  return {
    stop: async () => {
      stopping.abort()
      await Promise.race([running, sleep(5_000, undefined, { ref: false })])
    },
  }
}

/** Makes the queue's own tables, in the schema graphile_worker. */
export async function installQueue(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, logger: quiet })
}

/** The queue wakes us with the commit of a mail, at the time of a retry, and by the clock. */
async function workOff({ tasks, timetable }: Jobs, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const runner = await run({
        connectionString: env().DATABASE_URL,
        maxPoolSize: 4,
        concurrency: 5,
        pollInterval: 10_000,
        noHandleSignals: true,
        // A pooler in transaction mode would answer with another connection's statements.
        noPreparedStatements: true,
        logger: quiet,
        taskList: tasks,
        parsedCronItems: parseCronItems(timetable),
      })
      signal.addEventListener("abort", () => void stopped(runner), { once: true })
      if (signal.aborted) await stopped(runner)
      await runner.promise
    } catch (error) {
      if (!signal.aborted) log.warn({ error: String(error).slice(0, 200) }, "the queue is away; trying again")
    }
    await pause(restartMs, signal)
  }
}

const stopped = (runner: Runner) => runner.stop().catch(() => {})

/** Whatever nobody was woken for is found within a minute: a mail written before the queue was there, one whose worker died. */
async function sweepOn({ sweep }: Jobs, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await sweep(signal)
    } catch (error) {
      log.warn({ error: String(error).slice(0, 200) }, "could not look for mails")
    }
    await pause(sweepMs, signal)
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms * (0.8 + Math.random() * 0.4), undefined, { signal }).catch(() => {})
}

// The queue logs each job; we say ourselves what was done.
const quiet = new Logger(() => (level, message) => {
  if (level === "error") log.warn({ error: message.slice(0, 200) }, "the queue reports an error")
  else log.debug({ error: message.slice(0, 200) }, "queue")
})
