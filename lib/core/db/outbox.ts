import { channel, payloadOf } from "../cache/change-message"
import { singleton } from "../cache/singleton"
import { Prisma, type Tx } from "./client"
import { newId } from "./ids"
import { pool } from "./pool"
import { type Attempt, type Changed, transactionScope } from "./transaction-scope"

/**
 * Marks objects as changed by the running transaction: on commit they are in the outbox, and soon after in `GET
 * /changes`. Say so beside every statement that writes what users and organizations show.
 */
export function noteChange(...changed: Changed[]): void {
  const { attempt } = transactionScope()
  if (!attempt) throw new Error("noteChange() outside of transaction()")
  for (const one of changed) attempt.changed.set(JSON.stringify(one), one)
}

/** A row of the outbox. */
type Row = {
  tenant_id: string
  kind: "user" | "organization" | "members"
  organization_id: string | null
  object_id: string
}

/** Writes what a transaction changed into the outbox, and tells all servers what it invalidates, in one statement. */
export async function writeOutbox(tx: Tx, { changed, invalidated }: Attempt): Promise<void> {
  const rows = changed.size > 0 ? await rowsOf(tx, [...changed.values()]) : []
  const notify = Prisma.sql`SELECT pg_notify(${channel}, ${payloadOf(invalidated)})`
  const insert = Prisma.sql`
    INSERT INTO outbox (tenant_id, id, kind, organization_id, object_id)
    SELECT tenant_id, id, kind, organization_id, object_id
    FROM jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, id: newId("chg") })))}::jsonb)
      AS o (tenant_id text, id text, kind text, organization_id text, object_id text)`
  if (rows.length > 0 && invalidated.size > 0) await tx.$executeRaw`WITH changed AS (${insert}) ${notify}`
  else if (rows.length > 0) await tx.$executeRaw(insert)
  else if (invalidated.size > 0) await tx.$executeRaw(notify)
}

async function rowsOf(tx: Tx, changed: readonly Changed[]): Promise<Row[]> {
  const everywhere = changed.flatMap((one) => ("userId" in one && one.tenantId === undefined ? [one.userId] : []))
  const places = everywhere.length > 0 ? await placesOf(tx, everywhere) : []
  return [...places, ...changed].flatMap((one): Row[] => {
    const { tenantId: tenant_id } = one
    if (tenant_id === undefined) return []
    if ("userId" in one) {
      const organization_id = "organizationId" in one ? one.organizationId : null
      return [{ tenant_id, kind: "user", organization_id, object_id: one.userId }]
    }
    const row = { tenant_id, organization_id: one.organizationId }
    const everyone: Row = { ...row, kind: "members", object_id: "" }
    return [{ ...row, kind: "organization", object_id: one.organizationId }, ...(one.everyone ? [everyone] : [])]
  })
}

/** The tenants that show people by their accounts: who has not accepted yet shows only what the inviter typed. */
function placesOf(tx: Tx, userIds: readonly string[]): Promise<{ userId: string; tenantId: string }[]> {
  return tx.$queryRaw`
    SELECT DISTINCT user_id AS "userId", tenant_id AS "tenantId" FROM user_organizations WHERE user_id = ANY(${userIds}::text[])`
}

/** Returns the age in seconds of the change that waits longest for its number; 0 where none does. */
export async function oldestChange(): Promise<number> {
  const { rows } = await pool().query<{ age: number | null }>(
    "SELECT max(extract(epoch FROM now() - o.created_at))::float8 AS age FROM tenants t JOIN outbox o ON o.tenant_id = t.id",
  )
  return rows[0]?.age ?? 0
}

/** The sleeping sequencer of this process; without one there is nothing to wake. */
const sequencer = () => singleton("sequencer", () => ({ wake: () => {} }))

/** Wakes the sequencer, if this process runs it. Those of others look for themselves. */
export const wakeSequencer = (): void => sequencer().wake()

/** Waits until something is committed in this process, or for `ms`. */
export function untilCommitted(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const wake = () => {
      clearTimeout(timer)
      signal.removeEventListener("abort", wake)
      sequencer().wake = () => {}
      done()
    }
    const timer = setTimeout(wake, ms)
    signal.addEventListener("abort", wake, { once: true })
    sequencer().wake = wake
  })
}
