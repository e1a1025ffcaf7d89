import type { Tx } from "../lib/core/db/client"
import { transaction } from "./database"

export type Lock = { tenantId: string; organizationId: string }

/**
 * Holds an organization's lock until a request waits for it, runs something else meanwhile, and releases it.
 * @returns the response to the waiting request
 */
export async function whileWaiting<T>(
  { tenantId, organizationId }: Lock,
  request: () => Promise<T>,
  meanwhile: (tx: Tx) => Promise<unknown>,
) {
  let waiting: Promise<T> | undefined
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM organizations WHERE tenant_id = ${tenantId} AND id = ${organizationId} FOR UPDATE`
    const [own] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    waiting = request()
    for (let blocked = false; !blocked; ) {
      const [row] = await tx.$queryRaw<{ blocked: boolean }[]>`
        SELECT EXISTS (SELECT FROM pg_stat_activity WHERE ${own?.pid}::int = ANY(pg_blocking_pids(pid))) AS blocked`
      blocked = row?.blocked ?? false
    }
    await meanwhile(tx)
  })
  return waiting as Promise<T>
}
