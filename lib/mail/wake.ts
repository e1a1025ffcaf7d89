import { singleton } from "../core/cache/singleton"
import type { Tx } from "../core/db/client"

/**
 * Adds a job that wakes a worker for one mail, with the transaction. Where no worker has ever run, its tables are not
 * there yet: then the mail waits until one sweeps.
 * @param inSeconds when; 0 is with the commit
 */
export async function wakeWorker(tx: Tx, mailId: string, inSeconds = 0): Promise<void> {
  if (!(await queueIsThere(tx))) return
  await tx.$executeRaw`
    SELECT graphile_worker.add_job('send_mail', json_build_object('id', ${mailId}::text),
      run_at := now() + make_interval(secs => ${inSeconds}::float8), max_attempts := 3)`
}

/** Adds such a job for each of many mails, in one statement and one call. */
export async function wakeWorkerForAll(tx: Tx, mailIds: readonly string[]): Promise<void> {
  if (!(await queueIsThere(tx))) return
  await tx.$queryRaw`
    SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
      SELECT ('send_mail', json_build_object('id', id), NULL, now(), 3, NULL, NULL, NULL)::graphile_worker.job_spec
      FROM unnest(${[...mailIds]}::text[]) AS id))`
}

const known = () => singleton("mail-queue", () => ({ there: false }))

async function queueIsThere(tx: Tx): Promise<boolean> {
  if (known().there) return true
  const [row] = await tx.$queryRaw<{ there: boolean }[]>`
    SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS there`
  known().there = row?.there ?? false
  return known().there
}
