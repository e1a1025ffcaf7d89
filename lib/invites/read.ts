import type { z } from "zod"
import { db, Prisma, type Tx } from "../core/db/client"
import { byCreation, listPage, type Page } from "../core/db/paginate"
import { containing } from "../core/db/search-text"
import { AppError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import type { Actor } from "../core/identity/authorize"
import { mailStates } from "../mail/outbox"
import type { Invite, InviteQuery } from "./schema"

/** An invite as SQL gives it. */
export type InviteRow = Omit<Invite, "invited_by" | "delivery" | "expires_at"> & {
  expires_at: Date
  expires_in_days: number
  maker_type: "user" | "api_key" | "system"
  maker_id: string
  maker_name: string
  mail_id: string | null
}

/** The columns of an InviteRow but its status. */
export const columns = Prisma.sql`
  id, organization_id, email, name, role, permissions, message, expires_at, expires_in_days, maker_type, maker_id, maker_name,
  sent_at, send_count, mail_id, version, created_at, updated_at`

/** `expired` is computed, so that an end date needs no job to bite. */
const status = Prisma.sql`CASE WHEN status = 'pending' AND expires_at <= now() THEN 'expired' ELSE status END AS status`

/** @param delivery the state of its last mail */
export function showInvite(row: InviteRow, delivery: string | null): Invite {
  const { maker_type, maker_id, maker_name, mail_id, expires_in_days, ...invite } = row
  return { ...invite, delivery, invited_by: { type: maker_type, id: maker_id, name: maker_name } }
}

async function showAll(client: Tx, rows: InviteRow[]): Promise<Invite[]> {
  const states = await mailStates(
    client,
    rows.map((row) => row.mail_id),
  )
  return rows.map((row) => showInvite(row, states.get(row.mail_id ?? "") ?? null))
}

/** The organization's invites, newest first. */
export async function listInvites(
  actor: Actor<"invites:read">,
  query: z.output<typeof InviteQuery>,
): Promise<Page<Invite>> {
  const filters: Prisma.Sql[] = []
  if (query.status) filters.push(hasStatus(query.status))
  if (query.q) {
    const pattern = containing(query.q.toLowerCase())
    filters.push(Prisma.sql`(email LIKE ${pattern} OR lower(name) LIKE ${pattern})`)
  }
  const page = await listPage<InviteRow>({
    select: Prisma.sql`${columns}, ${status}`,
    table: "invites",
    within: [
      Prisma.sql`invites.tenant_id = ${actor.tenantId}`,
      Prisma.sql`invites.organization_id = ${actor.organizationId}`,
    ],
    filters,
    ...byCreation,
    descending: true,
    page: query,
  })
  return { ...page, rows: await showAll(db(), page.rows) }
}

function hasStatus(status: string): Prisma.Sql {
  if (status === "expired") return Prisma.sql`status = 'pending' AND expires_at <= now()`
  if (status === "pending") return Prisma.sql`status = 'pending' AND expires_at > now()`
  // The index of these has to be told that it fits.
  if (status !== "revoked") return Prisma.sql`status = ${status} AND status IN ('accepted', 'declined')`
  return Prisma.sql`status = ${status}`
}

/** One invite of an organization. @throws AppError not_found */
export async function readInvite(client: Tx, { tenantId, organizationId }: Scope, id: string): Promise<InviteRow> {
  const [row] = await client.$queryRaw<InviteRow[]>`
    SELECT ${columns}, ${status} FROM invites
    WHERE invites.tenant_id = ${tenantId} AND id = ${id} AND organization_id = ${organizationId}`
  if (!row) throw new AppError("not_found")
  return row
}

/** @throws AppError not_found */
export async function getInvite(actor: Actor<"invites:read">, id: string): Promise<Invite> {
  const [invite] = await showAll(db(), [await readInvite(db(), actor, id)])
  if (!invite) throw new AppError("not_found")
  return invite
}
