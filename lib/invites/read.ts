import { db, type Listed, Prisma, type Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import type { Actor } from "../core/identity/authorize"
import { rankColumn } from "../core/identity/role-terms"
import { mailStates } from "../mail/outbox"
import type { Invite } from "./schema"

/** A row of the query. */
export type InviteRow = Omit<Invite, "invited_by" | "delivery" | "expires_at"> & {
  expires_at: Date
  expires_in_days: number
  maker_type: "user" | "api_key" | "system"
  maker_id: string
  maker_name: string
  mail_id: string | null
  application_id: string | null
  return_to: string | null
  /** The language of its emails. */
  locale: string | null
}

const names =
  "id organization_id email name role permissions message expires_at expires_in_days maker_type maker_id maker_name sent_at send_count mail_id application_id return_to locale version created_at updated_at".split(
    " ",
  )

/** The columns of an InviteRow except its status, of the table under an alias. */
export const invitesAs = (alias: string) =>
  Prisma.sql`${Prisma.raw(names.map((name) => `${alias}.${name}`).join(", "))}, ${rankColumn(`${alias}.`)} AS role_rank`

/** The same, where no other table is read. */
export const columns = Prisma.sql`${Prisma.raw(names.join(", "))}, ${rankColumn()} AS role_rank`

/** `expired` is computed, so that expiry needs no job. */
export const status = Prisma.sql`CASE WHEN status = 'pending' AND expires_at <= now() THEN 'expired' ELSE status END AS status`

/** @param delivery state of its last email */
export function showInvite(row: InviteRow | Listed<InviteRow>, delivery: string | null): Invite {
  const { maker_type, maker_id, maker_name, mail_id, application_id, return_to, locale, expires_in_days, ...invite } =
    row
  return { ...invite, delivery, invited_by: { type: maker_type, id: maker_id, name: maker_name } }
}

/** Returns invites as the API shows them, each with the state of its last email. */
export async function showAll(client: Tx, rows: (InviteRow | Listed<InviteRow>)[]): Promise<Invite[]> {
  const states = await mailStates(
    client,
    rows.map((row) => row.mail_id),
  )
  return rows.map((row) => showInvite(row, states.get(row.mail_id ?? "") ?? null))
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
