import type { Tx } from "../core/db/client"
import { queueIsThere } from "../core/queue"

/**
 * Adds a job that wakes a worker for one email, in the transaction. If no worker has ever run, the job tables don't
 * exist yet: then the email waits for the first sweep.
 * @param priority of the job: lower is sooner
 * @param inSeconds delay; 0 is on commit
 */
export async function wakeWorker(tx: Tx, mailId: string, priority: number, inSeconds = 0): Promise<void> {
  if (!(await queueIsThere(tx))) return
  await tx.$executeRaw`
    SELECT graphile_worker.add_job('send_mail', json_build_object('id', ${mailId}::text, 'priority', ${priority}::int),
      run_at := now() + make_interval(secs => ${inSeconds}::float8), max_attempts := 3, priority := ${priority}::int)`
}

/** Adds such a job for each of many emails, in one statement and one call. */
export async function wakeWorkerForAll(tx: Tx, mailIds: readonly string[], priority: number): Promise<void> {
  if (!(await queueIsThere(tx))) return
  await tx.$queryRaw`
    SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
      SELECT ('send_mail', json_build_object('id', id, 'priority', ${priority}::int), NULL, now(), 3, NULL, ${priority}::int, NULL)::graphile_worker.job_spec
      FROM unnest(${[...mailIds]}::text[]) AS id))`
}
