import type { z } from "zod"
import { findAccount, ownershipOf } from "../accounts/store"
import { sha256 } from "../core/crypto"
import { db, type Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { Role } from "../core/identity/permissions"
import { rankColumn, readTermsOf } from "../core/identity/role-terms"
import { organizationName } from "../organizations/store"
import type { InvitePreview } from "./schema"

type Organization = { tenantId: string; organizationId: string }

/** The invite behind a link, with the state of both. */
export type InviteLink = Organization & {
  id: string
  email: string
  name: string | null
  role: string
  role_rank: Role
  permissions: string[]
  message: string | null
  /** Whether we emailed the link to the invited address. A link that someone copied proves no address. */
  emailed: boolean
  state: "open" | "replaced" | "accepted" | "declined" | "revoked" | "expired"
  expiresAt: Date
  creatorType: string
  creatorId: string
  inviter: string
  organizationName: string
}

type LinkRow = { tenant_id: string; subject: string; proves_address: string | null; revoked: boolean; expired: boolean }

/**
 * Returns an invite by its link, valid or not. Never uses it up.
 * @throws AppError not_found for a token that was never issued
 */
export async function lookAtInvite(token: string, client: Tx = db()): Promise<InviteLink> {
  const [link] = await client.$queryRaw<LinkRow[]>`
    SELECT tenant_id, subject, proves_address, revoked_at IS NOT NULL AS revoked, expires_at <= now() AS expired
    FROM secrets WHERE hash = ${sha256(token)} AND kind = 'invite'`
  if (!link) throw new AppError("not_found", { reason: "link" })
  const [row] = await client.$queryRaw<
    (Omit<InviteLink, "state" | "organizationName" | "emailed"> & { status: string; expired: boolean })[]
  >`
    SELECT tenant_id AS "tenantId", organization_id AS "organizationId", id, email, name, role, permissions, message, status,
           ${rankColumn()} AS role_rank,
           expires_at AS "expiresAt", expires_at <= now() AS expired,
           maker_type AS "creatorType", maker_id AS "creatorId", maker_name AS inviter
    FROM invites WHERE tenant_id = ${link.tenant_id} AND id = ${link.subject}`
  if (!row) throw new AppError("not_found")
  const { status, expired, ...invite } = row
  const pending = expired ? "expired" : link.revoked ? "replaced" : link.expired ? "expired" : "open"
  const state = status === "pending" ? pending : (status as InviteLink["state"])
  const emailed = link.proves_address === row.email
  return {
    ...invite,
    emailed,
    state,
    organizationName: await organizationName(invite.tenantId, invite.organizationId, client),
  }
}

/** @throws AppError invite_expired, invite_revoked, token_expired if the link no longer works */
export function refuseDead({ state }: InviteLink): void {
  if (state === "open") return
  if (state === "expired") throw new AppError("invite_expired")
  if (state === "revoked") throw new AppError("invite_revoked")
  throw new AppError("token_expired", { reason: `invite_${state}` })
}

/**
 * Refuses to use a copied link, which proves no address, without a session of a verified address. The error is the same whether or not the
 * address has an account. @throws AppError sign_in_to_accept, email_not_verified
 */
export function refuseUnproved(me: { verified: boolean } | null): void {
  if (!me) throw new AppError("sign_in_to_accept", { reason: "copied_link" })
  if (!me.verified) throw new AppError("email_not_verified")
}

/** @throws AppError not_found, invite_expired, invite_revoked, token_expired */
export async function getInviteByToken(token: string): Promise<z.input<typeof InvitePreview>> {
  const invite = await lookAtInvite(token)
  refuseDead(invite)
  const next = invite.emailed ? await nextOf(invite.email) : "prove_email"
  const terms = await readTermsOf(db(), invite.tenantId, invite.role)
  const { inviter, email, name, role, role_rank, message, expiresAt } = invite
  return {
    organization: { name: invite.organizationName },
    inviter,
    email,
    name,
    role,
    role_rank,
    role_name: terms.name ?? null,
    message,
    expires_at: expiresAt,
    next,
  }
}

async function nextOf(email: string): Promise<"sign_in" | "create_account"> {
  return ownershipOf(await findAccount(email)) === "proved" ? "sign_in" : "create_account"
}

/** The organization of an invite. */
export const scopeOf = ({ tenantId, organizationId }: Organization): Organization => ({ tenantId, organizationId })
