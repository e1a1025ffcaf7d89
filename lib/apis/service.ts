import type { z } from "zod"
import { recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { db, Prisma, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { byCreation, listPage, type Page } from "../core/db/paginate"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { assertVersion, type SeenVersion } from "../core/version"
import { lockScope } from "../organizations/store"
import { forgetApiOfPermissions, registerPermissions } from "../permissions/registry"
import { noteRightsChanged } from "../revocations/ends"
import type { Api, ApiPatch, ApiQuery, NewApi } from "./schema"
import { apisNamed, columns, readApi } from "./store"

/** Returns the tenant's APIs, newest first. */
export function listApis(
  { tenantId }: Actor<"applications:read">,
  query: z.output<typeof ApiQuery>,
): Promise<Page<Api>> {
  const within = [Prisma.sql`tenant_id = ${tenantId}`]
  return listPage<Api>({ select: columns, table: "apis", within, ...byCreation, descending: true, page: query })
}

/** Returns one API of the tenant, or Nanostack's own. @throws AppError not_found */
export async function getApi({ tenantId }: Actor<"applications:read">, id: string): Promise<Api> {
  const [api] = await apisNamed(db(), tenantId, [id])
  if (!api) throw new AppError("not_found")
  return api
}

/** Creates an API. Its identifier is derived from its ID, so that no tenant can claim another's. */
export async function createApi(actor: Actor<"tenant_admin">, input: z.output<typeof NewApi>): Promise<Api> {
  const { tenantId } = actor
  const id = newId("api")
  return transaction(async (tx) => {
    await lockAndAuthorize(tx, actor)
    await tx.api.create({ data: { tenantId, id, ...input } })
    await registerPermissions(tx, tenantId, input.permissions, id)
    await record(tx, actor, "api.created", id, { permissions: input.permissions })
    return readApi(tx, tenantId, id)
  })
}

/** @throws AppError not_found, version_conflict */
export async function updateApi(
  actor: Actor<"tenant_admin">,
  id: string,
  patch: z.output<typeof ApiPatch>,
  ifMatch: number | null,
): Promise<Api> {
  const { tenantId } = actor
  return transaction(async (tx) => {
    await lockAndAuthorize(tx, actor)
    const before = await readApi(tx, tenantId, id, Prisma.sql`FOR UPDATE`)
    assertVersion(ifMatch, before.version)
    const { name = before.name, permissions = before.permissions, claims = before.claims } = patch
    await tx.$executeRaw`
      UPDATE apis SET name = ${name}, permissions = ${permissions}, claims = ${JSON.stringify(claims)}::jsonb,
        version = version + 1, updated_at = now()
      WHERE tenant_id = ${tenantId} AND id = ${id}`
    await registerPermissions(tx, tenantId, permissions, id)
    if (before.permissions.some((one) => !permissions.includes(one))) await noteTokensOutdated(tx, tenantId, id)
    await record(tx, actor, "api.updated", id, { permissions })
    return readApi(tx, tenantId, id)
  })
}

/**
 * Deletes an API: applications get no more tokens for it.
 * @param forget removes it from the applications of the tenant, in the same transaction
 * @throws AppError not_found, version_conflict
 */
export async function deleteApi(
  actor: Actor<"tenant_admin">,
  id: string,
  forget: (tx: Tx, tenantId: string, id: string) => Promise<void>,
  ifMatch: SeenVersion = null,
): Promise<void> {
  const { tenantId } = actor
  await transaction(async (tx) => {
    await lockAndAuthorize(tx, actor)
    const { version } = await readApi(tx, tenantId, id, Prisma.sql`FOR UPDATE`)
    assertVersion(ifMatch, version)
    await noteTokensOutdated(tx, tenantId, id)
    await tx.api.delete({ where: { tenantId_id: { tenantId, id } } })
    await forget(tx, tenantId, id)
    await forgetApiOfPermissions(tx, tenantId, id)
    await record(tx, actor, "api.deleted", id, {})
  })
}

/** Tokens for an API may hold permissions that it no longer knows. */
async function noteTokensOutdated(tx: Tx, tenantId: string, id: string): Promise<void> {
  const rows = await tx.application.findMany({ where: { tenantId, apiIds: { has: id } }, select: { id: true } })
  if (rows.length > 0) await noteRightsChanged(tx, { tenantIds: [tenantId], applicationIds: rows.map((row) => row.id) })
}

async function lockAndAuthorize(tx: Tx, actor: Actor<"tenant_admin">): Promise<void> {
  await lockScope(tx, { tenantId: actor.tenantId, organizationId: null })
  await assertStillAuthorized(tx, { ...actor, organizationId: null }, "tenant_admin")
}

async function record(tx: Tx, { caller, tenantId }: Actor<"tenant_admin">, action: string, id: string, after: object) {
  invalidate(`api:${id}`)
  await recordEvent(tx, caller, { tenantId, action, target: { type: "api", id }, after: { ...after } })
}
