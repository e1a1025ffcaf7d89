import type { z } from "zod"
import { apisNamed } from "../apis/store"
import { db, Prisma, type Tx } from "../core/db/client"
import { foldedName, nameContains } from "../core/db/folded-names"
import { type Backwards, byCreation, listPage, type Page } from "../core/db/paginate"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import { ownApiId } from "../core/identity/application-scopes"
import type { Actor } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { accessOfCreator } from "../core/identity/creator-access"
import { outranks } from "../core/identity/permissions"
import { readTerms } from "../core/identity/role-terms"
import { assertVersion, type SeenVersion } from "../core/version"
import { end } from "../endings/end"
import { forgetAgreed } from "../grants/ends"
import { assertMayGrant } from "../memberships/assign"
import { registerPermissions } from "../permissions/registry"
import { noteApplicationsEnded, noteRightsChanged } from "../revocations/ends"
import { keepAddress } from "../sessions/logout-notices"
import { checkFlows, insertApplication } from "./insert"
import { writeOrigins } from "./origins"
import type { Application, ApplicationPatch, ApplicationQuery, NewApplication } from "./schema"
import { columns, readApplication, type StoredApplication, visible } from "./store"
import { assertMayTakeOver, assertNotStronger, changesKeys, handsOver } from "./take-over"
import { checkUris } from "./uris"
import { lockAndAuthorize, record } from "./write"

/** Returns the applications of the actor's organization, newest first. */
export function listApplications(
  actor: Actor<"applications:read">,
  query: z.output<typeof ApplicationQuery> & Backwards,
): Promise<Page<Application>> {
  return listPage({
    select: columns,
    table: "applications",
    within: [visible(actor)],
    filters: query.q ? [Prisma.sql`(id = ${query.q} OR ${nameContains(query.q)})`] : [],
    ...byCreation,
    descending: true,
    page: query,
  })
}

/** Returns one application. @throws AppError not_found */
export const getApplication = (actor: Actor<"applications:read">, id: string) => readApplication(db(), actor, id)

/**
 * Creates an application for the actor's organization, or for the whole tenant.
 * @returns the application and, this once, its secret where it has one
 * @throws AppError permission_required (tenant_wide), permission_not_held, validation_failed
 */
export async function createApplication(actor: Actor<"applications:write">, input: z.output<typeof NewApplication>) {
  checkUris(input.type, input)
  const { tenantId } = actor
  return transaction(async (tx) => {
    const { actor: current, me } = await lockAndAuthorize(tx, actor)
    if (input.tenant_wide && outranks("tenant_admin", current.role_rank))
      throw new AppError("permission_required", { reason: "missing", required: "tenant_admin" })
    await checkReach(tx, current, input)
    if (input.type === "machine") await assertLendsAccess(tx, current, me)
    assertMayNameOwnApi(current, input.apis)
    const organizationId = input.tenant_wide ? null : actor.organizationId
    const { id, secret } = await insertApplication(tx, { tenantId, organizationId, creatorId: me.userId }, input)
    const application = await readApplication(tx, current, id)
    await record(tx, current, "application.created", application, { type: input.type, tenant_wide: input.tenant_wide })
    return { ...application, ...(secret !== null && { client_secret: secret }) }
  })
}

/** Only tenant admins let applications call Nanostack's own API. @throws AppError permission_required */
function assertMayNameOwnApi({ role_rank }: Actor<"applications:write">, apis: readonly string[]) {
  if (apis.includes(ownApiId) && outranks("tenant_admin", role_rank))
    throw new AppError("permission_required", { reason: "missing", required: "tenant_admin" })
}

/** A machine has its creator's access, but never a super admin's reach. @throws AppError validation_failed */
async function assertLendsAccess(tx: Tx, scope: Scope, { userId }: UserCaller): Promise<void> {
  if (!(await accessOfCreator(userId, scope, "tenant_admin", tx)))
    throw fieldError("type", "invalid", { reason: "machine_creator" })
}

type Reach = Pick<Application, "type" | "permissions" | "apis" | "access_roles">

/** @throws AppError permission_not_held, validation_failed */
async function checkReach(tx: Tx, actor: Actor<"applications:write">, reach: Reach) {
  const { type, permissions, apis, access_roles: roles } = reach
  if (type !== "machine" && permissions.length > 0) throw fieldError("permissions", "invalid", { reason: "machine" })
  assertMayGrant(actor, permissions)
  const found = new Set((await apisNamed(tx, actor.tenantId, apis)).map(({ id }) => id))
  const missing = apis.findIndex((id) => !found.has(id))
  if (missing >= 0) throw fieldError(`apis.${missing}`, "invalid")
  const known = await readTerms(tx, actor.tenantId, roles, "share")
  const unknown = roles.findIndex(
    (role) => !known.has(role) || outranks(known.get(role)?.role_rank ?? "guest", "admin"),
  )
  if (unknown >= 0) throw fieldError(`access_roles.${unknown}`, "invalid", { reason: "role" })
  await registerPermissions(tx, actor.tenantId, permissions)
}

/** What decides whom an application is for, and what its tokens hold. */
const reaching = [
  "permissions",
  "apis",
  "access",
  "access_roles",
  "access_organizations",
  "third_party",
  "require_verified_email",
] as const

/**
 * Updates an application. Suspending it ends the sign-ins to it.
 * @throws AppError not_found, version_conflict, role_above_your_own, permission_not_held, validation_failed
 */
export async function updateApplication(
  actor: Actor<"applications:write">,
  id: string,
  patch: z.output<typeof ApplicationPatch>,
  ifMatch: number | null,
): Promise<Application> {
  const { tenantId } = actor
  return transaction(async (tx) => {
    const { actor: current, me } = await lockAndAuthorize(tx, actor)
    const before = await readApplication(tx, current, id, Prisma.sql`FOR UPDATE`)
    assertVersion(ifMatch, before.version)
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
    const next: StoredApplication = { ...before, ...given }
    checkUris(next.type, next)
    checkFlows(next)
    if ((before.token_endpoint_auth_method === "none") !== (next.token_endpoint_auth_method === "none"))
      throw fieldError("token_endpoint_auth_method", "invalid")
    // Suspended with its creator, a machine passes to the admin who reactivates it, and is capped at their permissions.
    const takesOver = before.type === "machine" && before.status === "suspended" && next.status === "active"
    const added = takesOver ? next.permissions : next.permissions.filter((name) => !before.permissions.includes(name))
    await checkReach(tx, current, {
      ...next,
      permissions: added,
      access_roles: next.access_roles.filter((role) => !before.access_roles.includes(role)),
    })
    if (takesOver) await assertLendsAccess(tx, current, me)
    if (next.status === "suspended" && before.status === "active") await assertNotStronger(tx, current, before)
    if (!before.apis.includes(ownApiId)) assertMayNameOwnApi(current, next.apis)
    if (handsOver(before, next)) await assertMayTakeOver(tx, current, next)
    await tx.$executeRaw`
      UPDATE applications SET name = ${next.name}, search = ${foldedName(next.name)}, status = ${next.status}, redirect_uris = ${next.redirect_uris},
        post_logout_uris = ${next.post_logout_uris}, allowed_origins = ${next.allowed_origins},
        return_uris = ${next.return_uris},
        initiate_login_uri = ${next.initiate_login_uri}, backchannel_logout_uri = ${next.backchannel_logout_uri},
        third_party = ${next.third_party}, access = ${next.access},
        access_roles = ${next.access_roles}, access_organizations = ${next.access_organizations},
        auth_method = ${next.token_endpoint_auth_method},
        jwks = ${next.jwks ? JSON.stringify(next.jwks) : null}::jsonb, id_token_alg = ${next.id_token_alg},
        device_code = ${next.device_code},
        require_verified_email = ${next.require_verified_email},
        access_token_ttl_seconds = ${next.access_token_ttl_seconds}, permissions = ${next.permissions},
        api_ids = ${next.apis}, creator_id = ${takesOver ? me.userId : before.made_by}, version = version + 1, updated_at = now()
      WHERE tenant_id = ${tenantId} AND id = ${id}`
    await writeOrigins(tx, { tenantId, id }, next)
    // What was noted while no one was asked is no consent.
    if (next.third_party && !before.third_party) await forgetAgreed(tx, { tenantId, applicationId: id })
    if (reaching.some((name) => JSON.stringify(next[name]) !== JSON.stringify(before[name])))
      await noteRightsChanged(tx, { tenantIds: [tenantId], applicationIds: [id] })
    // As a revoked secret does.
    if (next.type === "machine" && changesKeys(before, next))
      await noteApplicationsEnded(tx, { tenantIds: [tenantId], ids: [id] })
    if (next.status === "suspended" && before.status === "active")
      await end(tx, "application_suspended", { tenantIds: [tenantId], applicationId: id })
    await record(tx, current, "application.updated", before, { fields: Object.keys(given).sort() })
    return readApplication(tx, current, id)
  })
}

/** Deletes an application with its secrets, grants and sign-ins. @throws AppError not_found, version_conflict, role_above_your_own */
export async function deleteApplication(
  actor: Actor<"applications:write">,
  id: string,
  ifMatch: SeenVersion = null,
): Promise<void> {
  const { tenantId } = actor
  await transaction(async (tx) => {
    const { actor: current } = await lockAndAuthorize(tx, actor)
    const application = await readApplication(tx, current, id, Prisma.sql`FOR UPDATE`)
    assertVersion(ifMatch, application.version)
    await assertNotStronger(tx, current, application)
    await end(tx, "application_deleted", { tenantIds: [tenantId], applicationId: id })
    await keepAddress(tx, application)
    await tx.applicationSecret.deleteMany({ where: { tenantId, applicationId: id } })
    await tx.applicationTenant.deleteMany({ where: { applicationId: id, tenantId } })
    await writeOrigins(tx, { tenantId, id }, { redirect_uris: [], allowed_origins: [] })
    await tx.application.delete({ where: { tenantId_id: { tenantId, id } } })
    await record(tx, current, "application.deleted", application, { type: application.type })
  })
}

/** Removes a deleted API from the tenant's applications. */
export async function forgetApi(tx: Tx, tenantId: string, apiId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE applications SET api_ids = array_remove(api_ids, ${apiId}), version = version + 1, updated_at = now()
    WHERE tenant_id = ${tenantId} AND ${apiId} = ANY(api_ids)`
}
