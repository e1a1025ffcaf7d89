import { Prisma, readRows } from "../core/db/client"
import type { Page } from "../core/db/paginate"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { type Position, readPosition, writePosition } from "./position"
import { changedObjects, type Key, organizationsAfter, usersAfter } from "./read"
import type { Change, ChangeQuery } from "./schema"

type Reader = Actor<"changes:read">
/** Rows in order, and the position after them; null where there are no more in this phase. */
type Part = { rows: Change[]; next: Position | null }

/**
 * Returns what changed after the cursor, in the actor's organization or tenant, as it is now. Without a cursor
 * everything that exists, then what changed since. Numbers are given after the commit and in order, so that nothing
 * appears behind a cursor.
 * @throws AppError validation_failed, cursor_expired
 */
export async function listChanges(actor: Reader, { cursor, limit }: ChangeQuery): Promise<Page<Change>> {
  // Before anything else is read: what has a greater number is read again later.
  const head = await readHead(actor.tenantId)
  let position = cursor ? readPosition(actor, cursor) : startAt(head.seq)
  if (BigInt(position.head) < BigInt(head.expired)) throw new AppError("cursor_expired")
  const rows: Change[] = []
  let more = true
  while (more && rows.length < limit) {
    const part = await read(actor, position, limit - rows.length, head.seq)
    rows.push(...part.rows)
    more = part.next !== null
    position = part.next ?? { phase: "changes", head: laterOf(position.head, head.seq) }
  }
  return { rows, next_cursor: writePosition(actor, position), prev_cursor: null, has_more: more, limit }
}

const startAt = (head: string): Position => ({ phase: "organizations", head, after: ["", ""] })
const laterOf = (a: string, b: string) => (BigInt(a) > BigInt(b) ? a : b)

/** The numbers as text, as the driver gives them. */
async function readHead(tenantId: string): Promise<{ seq: string; expired: string }> {
  const [row] = await readRows<{ seq: string; expired: string }>(
    Prisma.sql`SELECT seq, expired_seq AS expired FROM change_heads WHERE tenant_id = ${tenantId}`,
  )
  return row ?? { seq: "0", expired: "0" }
}

async function read(actor: Reader, position: Position, limit: number, head: string): Promise<Part> {
  if (position.phase === "changes") return readChanges(actor, position.head, limit, head)
  const { phase, after } = position
  const rows = await (phase === "organizations" ? organizationsAfter : usersAfter)(actor, after, limit)
  const last = rows.at(-1)
  if (last && rows.length === limit) return { rows, next: { ...position, after: [last.organization_id, last.id] } }
  const next: Position =
    phase === "organizations"
      ? { phase: "users", head: position.head, after: ["", ""] }
      : { phase: "changes", head: position.head }
  return { rows, next }
}

type Numbered = Key & { seq: string }

async function readChanges(actor: Reader, after: string, limit: number, head: string): Promise<Part> {
  const { tenantId, organizationId } = actor
  const here = organizationId ? Prisma.sql`AND organization_id = ${organizationId}` : Prisma.empty
  const found = await readRows<Numbered>(Prisma.sql`
    SELECT seq, kind AS type, organization_id, object_id AS id FROM changes
    WHERE tenant_id = ${tenantId} ${here} AND seq > ${after}::bigint AND seq <= ${head}::bigint
    ORDER BY seq LIMIT ${limit + 1}`)
  const page = found.slice(0, limit)
  const rows = await changedObjects(actor, page)
  const last = page.at(-1)
  return { rows, next: last && found.length > limit ? { phase: "changes", head: last.seq } : null }
}
