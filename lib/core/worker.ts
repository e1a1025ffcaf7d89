import { setTimeout as sleep } from "node:timers/promises"
import { type CronItem, Logger, parseCronItems, type Runner, run, runMigrations, type Task } from "graphile-worker"
import { env } from "./env"
import { catchTheRest } from "./http/uncaught"
import { log } from "./observability/log"

/** A background process that runs until it is stopped, and then finishes its current work. */
export type BackgroundWorker = { stop: () => Promise<void> }

const sweepMs = 60_000
const restartMs = 5_000

/** A worker's jobs: tasks by name, a timetable, a sweep every minute, and a loop that runs until it is stopped. */
type Jobs = {
  tasks: Record<string, Task>
  timetable: CronItem[]
  sweep: (signal: AbortSignal) => Promise<void>
  loop?: (signal: AbortSignal) => Promise<void>
}

/**
 * Runs queued and scheduled tasks. Any number of workers may run, in servers and standalone: jobs are stored in the
 * database, and each is done by one worker. Waits for an unavailable database.
 */
export function startWorker(jobs: Jobs): BackgroundWorker {
  catchTheRest()
  const stopping = new AbortController()
  const running = Promise.all([
    workOff(jobs, stopping.signal),
    sweepOn(jobs, stopping.signal),
    jobs.loop?.(stopping.signal),
  ])
  return {
    stop: async () => {
      stopping.abort()
      await Promise.race([running, sleep(5_000, undefined, { ref: false })])
    },
  }
}

/** Creates the queue's own tables, in the schema graphile_worker. */
export async function installQueue(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, logger: quiet })
}

/** Runs jobs as the queue wakes it: on the commit of an email, at the time of a retry, and by the timetable. */
async function workOff({ tasks, timetable }: Jobs, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const runner = await run({
        connectionString: env().DATABASE_URL,
        maxPoolSize: 4,
        concurrency: 5,
        pollInterval: 10_000,
        noHandleSignals: true,
        // A pooler in transaction mode would run another connection's statements.
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

/** Finds missed work within a minute: an email written before the queue existed, or one whose worker crashed. */
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

// The queue logs each job; tasks log themselves.
const quiet = new Logger(() => (level, message) => {
  if (level === "error") log.warn({ error: message.slice(0, 200) }, "the queue reports an error")
  else log.debug({ error: message.slice(0, 200) }, "queue")
})
