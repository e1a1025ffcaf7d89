import { singleton } from "./cache/singleton"
import type { Tx } from "./db/client"

const known = () => singleton("queue", () => ({ there: false }))

/** Whether the queue's tables exist: they are created when a worker first runs. */
export async function queueIsThere(tx: Tx): Promise<boolean> {
  if (known().there) return true
  const [row] = await tx.$queryRaw<{ there: boolean }[]>`
    SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS there`
  known().there = row?.there ?? false
  return known().there
}

/**
 * Adds a job without data in the transaction: it runs after the commit, one at a time of each task. Without the queue's
 * tables the next sweep does its work.
 * @param inSeconds delay; 0 is on commit
 */
export async function wakeTask(tx: Tx, task: string, inSeconds = 0): Promise<void> {
  if (!(await queueIsThere(tx))) return
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(${task}, queue_name := ${task}, max_attempts := 3,
      run_at := now() + make_interval(secs => ${inSeconds}::float8))`
}
