import type { z } from "zod"
import { listed, recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import type { Prisma, Tx } from "../core/db/client"
import { foldedName } from "../core/db/folded-names"
import { noteChange } from "../core/db/outbox"
import { transaction } from "../core/db/transaction"
import { fieldError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { assertVersion } from "../core/version"
import { end } from "../endings/end"
import { getOrganization } from "./read"
import type { NewOrganization, Organization, OrganizationPatch } from "./schema"
import { createOrganizationRow, lockScope } from "./store"

type Terms = { sign_up?: string | undefined; allowed_domains?: string[] | undefined }

function checkPolicy({ sign_up, allowed_domains }: Terms): void {
  if (sign_up === "domain" && !allowed_domains?.length)
    throw fieldError("allowed_domains", "required", { reason: "sign_up_domains" })
}

/** @throws AppError validation_failed where `sign_up` is `domain` without any domains */
export async function createOrganization(
  actor: Actor<"tenant_admin">,
  input: z.output<typeof NewOrganization>,
): Promise<Organization> {
  checkPolicy(input)
  const { tenantId } = actor
  return transaction(async (tx) => {
    await lockScope(tx, { tenantId, organizationId: null })
    await assertStillAuthorized(tx, { ...actor, organizationId: null }, "tenant_admin")
    const id = await createOrganizationRow(tx, tenantId, input.name)
    await writeOrganization(tx, tenantId, id, input, false)
    await recordEvent(tx, actor.caller, {
      tenantId,
      organizationId: id,
      action: "organization.created",
      target: { type: "organization", id },
      after: settings(input),
    })
    return getOrganization({ tenantId, organizationId: id }, tx)
  })
}

const settings = ({ sign_up, allowed_domains }: Terms) => ({
  sign_up: sign_up ?? null,
  allowed_domains: allowed_domains ?? null,
})

async function writeOrganization(
  tx: Tx,
  tenantId: string,
  id: string,
  patch: z.output<typeof OrganizationPatch>,
  counts: boolean,
): Promise<void> {
  noteChange({ tenantId, organizationId: id })
  await tx.organization.update({
    where: { tenantId_id: { tenantId, id } },
    data: {
      ...(patch.name === undefined ? {} : { name: patch.name, search: foldedName(patch.name) }),
      ...(patch.sign_up === undefined ? {} : { signUp: patch.sign_up }),
      ...(patch.allowed_domains === undefined ? {} : { allowedDomains: [...new Set(patch.allowed_domains)] }),
      ...(patch.metadata === undefined ? {} : { metadata: patch.metadata as Prisma.InputJsonObject }),
      ...(counts ? { version: { increment: 1 } } : {}),
      updatedAt: new Date(),
    },
  })
}

/** @throws AppError version_conflict, validation_failed */
export async function updateOrganization(
  actor: Actor<"organizations:write">,
  patch: z.output<typeof OrganizationPatch>,
  ifMatch: number | null = null,
): Promise<Organization> {
  const { tenantId } = actor
  const organizationId = String(actor.organizationId)
  return transaction(async (tx) => {
    await lockScope(tx, actor)
    await assertStillAuthorized(tx, actor, "organizations:write")
    const before = await getOrganization(actor, tx)
    assertVersion(ifMatch, before.version)
    checkPolicy({
      sign_up: patch.sign_up ?? before.sign_up,
      allowed_domains: patch.allowed_domains ?? before.allowed_domains,
    })
    await writeOrganization(tx, tenantId, organizationId, patch, true)
    await recordEvent(tx, actor.caller, {
      tenantId,
      organizationId,
      action: "organization.updated",
      target: { type: "organization", id: organizationId },
      before: settings(before),
      after: { ...settings({ ...before, ...patch }), changed: Object.keys(patch) },
    })
    return getOrganization(actor, tx)
  })
}

/**
 * Deletes an organization: all access to it ends, and its pending invites are revoked. It is purged after 30 days.
 * @param ifMatch the version that the caller has seen, or null for any
 * @throws AppError not_found, version_conflict
 */
export async function deleteOrganization(actor: Actor<"tenant_admin">, ifMatch: number | null = null): Promise<void> {
  const { tenantId } = actor
  const organizationId = String(actor.organizationId)
  await transaction(async (tx) => {
    await lockScope(tx, actor)
    await assertStillAuthorized(tx, actor, "tenant_admin")
    const { version } = await getOrganization(actor, tx)
    assertVersion(ifMatch, version)
    invalidate(`organization:${organizationId}`)
    noteChange({ tenantId, organizationId, everyone: true })
    await tx.$executeRaw`
      UPDATE organizations SET status = 'deleted', deleted_at = now(), updated_at = now(), version = version + 1
      WHERE tenant_id = ${tenantId} AND id = ${organizationId}`
    const { invites, api_keys } = await end(tx, "organization_deleted", { tenantIds: [tenantId], organizationId })
    await recordEvent(tx, actor.caller, {
      tenantId,
      organizationId,
      action: "organization.deleted",
      target: { type: "organization", id: organizationId },
      after: listed({ invites, api_keys }),
    })
  })
}
