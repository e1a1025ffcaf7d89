import { setTimeout as sleep } from "node:timers/promises"
import { db, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { untilCommitted } from "../core/db/outbox"
import { transaction } from "../core/db/transaction"
import { observeLag } from "../core/observability/changes-lag"
import { log } from "../core/observability/log"

/** Rows of the outbox numbered in one transaction, and members of an organization looked up for one of them. */
const most = 1_000

/** Milliseconds in which commits are gathered: a busy tenant's are numbered together. */
const gathering = 50

/** Milliseconds after which the outbox is looked at for what other processes have committed. */
const pause = 250

/** Numbers changes until stopped: right after a commit of this process, and within `pause` after one of another. */
export async function keepNumbering(signal: AbortSignal): Promise<void> {
  let failed = false
  while (!signal.aborted) {
    try {
      if (await numberOnce()) continue
      failed = false
    } catch (error) {
      if (!failed) log.warn({ error: String(error).slice(0, 200) }, "could not number changes; trying again")
      failed = true
    }
    await untilCommitted(failed ? 1_000 : pause, signal)
    await sleep(gathering)
  }
}

/** Numbers everything in the outbox; what another process is at is left to it. */
export async function numberChanges(): Promise<void> {
  while (await numberOnce());
}

/** A batch of each tenant, so that none waits for a large one. @returns whether there may be more */
async function numberOnce(): Promise<boolean> {
  const tenants = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT t.id FROM tenants t JOIN outbox o ON o.tenant_id = t.id`
  let more = false
  const failures: unknown[] = []
  for (const { id } of tenants) more = (await numberSome(id).catch((error: unknown) => !failures.push(error))) || more
  if (failures.length > 0) throw failures[0]
  return more
}

/** @returns whether there may be more */
function numberSome(tenantId: string): Promise<boolean> {
  return transaction(async (tx) => {
    const head = await lockHead(tx, tenantId)
    if (!head) return false
    const taken = await take(tx, tenantId)
    await number(tx, tenantId, head.seq, await keysOf(tx, tenantId, taken))
    for (const { createdAt } of taken) observeLag((head.now.getTime() - createdAt.getTime()) / 1000)
    return taken.length === most || taken.some(({ kind }) => kind === "members")
  })
}

type Head = { seq: bigint; now: Date }

/** The tenant's head, locked, or undefined where another process has it. */
async function lockHead(tx: Tx, tenantId: string): Promise<Head | undefined> {
  const read = () => tx.$queryRaw<Head[]>`
    SELECT seq, clock_timestamp() AS now FROM change_heads WHERE tenant_id = ${tenantId} FOR UPDATE SKIP LOCKED`
  const [known] = await read()
  if (known) return known
  const added = await tx.$executeRaw`
    INSERT INTO change_heads (tenant_id) VALUES (${tenantId}) ON CONFLICT (tenant_id) DO NOTHING`
  return added > 0 ? (await read())[0] : undefined
}

type Taken = {
  kind: "user" | "organization" | "members"
  organizationId: string | null
  objectId: string
  createdAt: Date
}

function take(tx: Tx, tenantId: string): Promise<Taken[]> {
  return tx.$queryRaw`
    DELETE FROM outbox WHERE outbox.tenant_id = ${tenantId} AND id IN (
      SELECT id FROM outbox WHERE outbox.tenant_id = ${tenantId} ORDER BY id LIMIT ${most})
    RETURNING kind, organization_id AS "organizationId", object_id AS "objectId", created_at AS "createdAt"`
}

type Key = { kind: "user" | "organization"; organizationId: string; objectId: string }

/** The objects that rows of the outbox speak of, each once. */
async function keysOf(tx: Tx, tenantId: string, taken: readonly Taken[]): Promise<Key[]> {
  const found: Key[] = []
  const people = new Set<string>()
  for (const { kind, organizationId, objectId } of taken) {
    if (organizationId === null) people.add(objectId)
    else if (kind === "members") found.push(...(await membersOf(tx, { tenantId, organizationId, after: objectId })))
    else found.push({ kind, organizationId, objectId })
  }
  if (people.size > 0) found.push(...(await membershipsOf(tx, tenantId, [...people])))
  return [...new Map(found.map((key) => [`${key.organizationId} ${key.objectId}`, key])).values()]
}

// A membership that ended was noted itself: what else changes about its owner is nothing to that organization.
function membershipsOf(tx: Tx, tenantId: string, userIds: readonly string[]): Promise<Key[]> {
  return tx.$queryRaw`
    SELECT 'user' AS kind, organization_id AS "organizationId", user_id AS "objectId" FROM memberships
    WHERE tenant_id = ${tenantId} AND user_id = ANY(${userIds}::text[]) AND deleted_at IS NULL`
}

type From = { tenantId: string; organizationId: string; after: string }

/** The next members of an organization. The rest goes back into the outbox, so that no transaction takes long. */
async function membersOf(tx: Tx, { tenantId, organizationId, after }: From): Promise<Key[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT user_id AS id FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id > ${after} AND deleted_at IS NULL
    ORDER BY user_id LIMIT ${most}`
  const last = rows.at(-1)
  if (last && rows.length === most)
    await tx.$executeRaw`
      INSERT INTO outbox (tenant_id, id, kind, organization_id, object_id)
      VALUES (${tenantId}, ${newId("chg")}, 'members', ${organizationId}, ${last.id})`
  return rows.map(({ id }) => ({ kind: "user", organizationId, objectId: id }))
}

/** Moves objects to the next numbers. Those that exist no longer become tombstones. */
async function number(tx: Tx, tenantId: string, head: bigint, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return
  await tx.$executeRaw`
    INSERT INTO changes (tenant_id, seq, kind, organization_id, object_id, tombstone_at)
    SELECT ${tenantId}, ${head}::bigint + k.n, k.kind, k.organization_id, k.object_id,
      CASE WHEN o.id IS NULL OR (k.kind = 'user' AND m.user_id IS NULL) THEN now() END
    FROM unnest(${keys.map((key) => key.kind)}::text[], ${keys.map((key) => key.organizationId)}::text[],
        ${keys.map((key) => key.objectId)}::text[]) WITH ORDINALITY AS k (kind, organization_id, object_id, n)
      LEFT JOIN organizations o ON o.tenant_id = ${tenantId} AND o.id = k.organization_id AND o.status <> 'deleted'
      LEFT JOIN memberships m ON m.tenant_id = ${tenantId} AND m.organization_id = k.organization_id
        AND m.user_id = k.object_id AND m.deleted_at IS NULL
    ON CONFLICT (tenant_id, organization_id, kind, object_id)
      DO UPDATE SET seq = EXCLUDED.seq, tombstone_at = EXCLUDED.tombstone_at`
  await tx.$executeRaw`UPDATE change_heads SET seq = seq + ${keys.length}::bigint WHERE tenant_id = ${tenantId}`
}
