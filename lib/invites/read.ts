import type { z } from "zod"
import { db, Prisma, type Tx } from "../core/db/client"
import { listPage, type Page } from "../core/db/paginate"
import { likeEscape } from "../core/db/search-text"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import type { Invite, InviteQuery } from "./schema"

type Row = Omit<Invite, "invited_by"> & {
  maker_type: "user" | "api_key" | "system"
  maker_id: string
  maker_name: string
}

const columns = Prisma.sql`
  id, organization_id, email, name, role, permissions, message, expires_at, maker_type, maker_id, maker_name,
  CASE WHEN status = 'pending' AND expires_at <= now() THEN 'expired' ELSE status END AS status,
  sent_at, send_count, version, created_at, updated_at,
  (SELECT m.state FROM mails m WHERE m.id = invites.mail_id) AS delivery`

function show({ maker_type, maker_id, maker_name, ...invite }: Row): Invite {
  return { ...invite, invited_by: { type: maker_type, id: maker_id, name: maker_name } }
}

/** The organization's invites, newest first. */
export async function listInvites(
  actor: Actor<"invites:read">,
  query: z.output<typeof InviteQuery>,
): Promise<Page<Invite>> {
  const filters: Prisma.Sql[] = []
  if (query.status) filters.push(hasStatus(query.status))
  if (query.q) {
    const pattern = `%${likeEscape(query.q.toLowerCase())}%`
    filters.push(Prisma.sql`(email LIKE ${pattern} OR lower(name) LIKE ${pattern})`)
  }
  const page = await listPage<Row>({
    select: columns,
    table: "invites",
    within: [
      Prisma.sql`invites.tenant_id = ${actor.tenantId}`,
      Prisma.sql`invites.organization_id = ${actor.organizationId}`,
    ],
    filters,
    sort: { column: "created_at", cast: "timestamptz" },
    descending: true,
    ties: ["id"],
    limit: query.limit,
    cursor: query.cursor,
    total: query.total,
  })
  return { ...page, rows: page.rows.map(show) }
}

function hasStatus(status: string): Prisma.Sql {
  if (status === "expired") return Prisma.sql`status = 'pending' AND expires_at <= now()`
  if (status === "pending") return Prisma.sql`status = 'pending' AND expires_at > now()`
  return Prisma.sql`status = ${status}`
}

/**
 * One invite of a tenant.
 * @throws AppError not_found
 */
export async function readInvite(
  client: Tx,
  tenantId: string,
  organizationId: string | null,
  id: string,
): Promise<Invite> {
  const [row] = await client.$queryRaw<Row[]>`
    SELECT ${columns} FROM invites
    WHERE invites.tenant_id = ${tenantId} AND id = ${id} AND organization_id = ${organizationId}`
  if (!row) throw new AppError("not_found")
  return show(row)
}

/** @throws AppError not_found */
export async function getInvite(actor: Actor<"invites:read">, id: string): Promise<Invite> {
  return readInvite(db(), actor.tenantId, actor.organizationId, id)
}
