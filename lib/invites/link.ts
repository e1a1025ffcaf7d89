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
  state: "open" | "replaced" | "accepted" | "declined" | "revoked" | "expired"
  expiresAt: Date
  creatorType: string
  creatorId: string
  inviter: string
  organizationName: string
}

/**
 * Returns an invite by its link, valid or not. Never uses it up.
 * @throws AppError not_found for a token that was never issued
 */
export async function lookAtInvite(token: string, client: Tx = db()): Promise<InviteLink> {
  const [link] = await client.$queryRaw<{ tenant_id: string; subject: string; revoked: boolean; expired: boolean }[]>`
    SELECT tenant_id, subject, revoked_at IS NOT NULL AS revoked, expires_at <= now() AS expired
    FROM secrets WHERE hash = ${sha256(token)} AND kind = 'invite'`
  if (!link) throw new AppError("not_found", { reason: "link" })
  const [row] = await client.$queryRaw<
    (Omit<InviteLink, "state" | "organizationName"> & { status: string; expired: boolean })[]
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
  return { ...invite, state, organizationName: await organizationName(invite.tenantId, invite.organizationId, client) }
}

/** @throws AppError invite_expired, invite_revoked, token_expired if the link no longer works */
export function refuseDead({ state }: InviteLink): void {
  if (state === "open") return
  if (state === "expired") throw new AppError("invite_expired")
  if (state === "revoked") throw new AppError("invite_revoked")
  throw new AppError("token_expired", { reason: `invite_${state}` })
}

/** @throws AppError not_found, invite_expired, invite_revoked, token_expired */
export async function getInviteByToken(token: string): Promise<z.input<typeof InvitePreview>> {
  const invite = await lookAtInvite(token)
  refuseDead(invite)
  const account = await findAccount(invite.email)
  const terms = await readTermsOf(db(), invite.tenantId, invite.role)
  const { inviter, email, name, role, role_rank, message, expiresAt } = invite
  const next = ownershipOf(account) === "proved" ? "sign_in" : "create_account"
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

/** The organization of an invite. */
export const scopeOf = ({ tenantId, organizationId }: Organization): Organization => ({ tenantId, organizationId })
