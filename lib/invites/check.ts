import type { z } from "zod"
import { db, type Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import type { Role } from "../core/identity/permissions"
import { previewMail } from "../core/rate-limit/mail"
import { refuseUndeliverable } from "../mail/undeliverable"
import { assignableRole, checkGrants } from "../memberships/grants"
import type { NewInvite } from "./schema"

/** What is offered, and to which address. */
export type Offer = {
  email: string
  role: Role
  name?: string | undefined
  message?: string | undefined
  permissions?: string[] | undefined
  expires_in_days: number
}

/**
 * Checks whether `createInvite` would succeed, without writing.
 * @param planned how many emails the tenant is about to send before this one
 * @throws AppError as createInvite
 */
export async function previewInvite(
  actor: Actor<"invites:write">,
  input: z.output<typeof NewInvite>,
  planned = 0,
): Promise<void> {
  await previewMail(input.email, actor.tenantId, planned)
  await checkOffer(db(), actor, String(actor.organizationId), input)
  await refuseUndeliverable(db(), input.email)
}

/** Checks an offer: before the transaction, and again in it, behind the organization's lock. */
export async function checkOffer(client: Tx, actor: Actor<never>, organizationId: string, input: Offer) {
  const role = assignableRole(actor, input.role)
  checkGrants(actor, input.permissions ?? [])
  const waiting = await refuseMembers(client, actor, organizationId, input.email)
  const [old] = await pendingTo(client, actor.tenantId, organizationId, input.email)
  if (old && !old.expired)
    throw new AppError("invite_already_pending", {
      existingId: actor.permissions.has("invites:read") ? old.id : undefined,
    })
  return { role, waiting, lapsed: old?.id }
}

/** @returns whether a person with this address was already added as a user and hasn't accepted yet */
async function refuseMembers(
  tx: Tx,
  { tenantId, permissions }: Actor<never>,
  organizationId: string,
  email: string,
): Promise<boolean> {
  const row = await tx.membership.findFirst({
    where: { tenantId, organizationId, email, deletedAt: null },
    select: { status: true, userId: true },
  })
  if (row?.status === "suspended") throw new AppError("membership_suspended")
  if (row?.status === "active")
    throw new AppError("already_member", { existingId: permissions.has("users:read") ? row.userId : undefined })
  return row !== null
}

function pendingTo(client: Tx, tenantId: string, organizationId: string, email: string) {
  return client.$queryRaw<{ id: string; expired: boolean }[]>`
    SELECT id, expires_at <= now() AS expired FROM invites
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND email = ${email} AND status = 'pending'`
}
