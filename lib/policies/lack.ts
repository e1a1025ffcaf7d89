import { AppError } from "../core/errors"
import { scopeOfOrganization } from "../core/http/scope"
import { readAuthentication } from "../core/identity/authentication"
import { accessAt } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { unmetOf } from "../core/identity/policy"
import { organizationName } from "../organizations/store"
import { secondFactorState } from "../second-factor/service"
import { getTenant } from "../tenants/read"

type Named = { organization_id?: string | undefined; tenant_id?: string | undefined }

/**
 * Returns what a person's sign-in lacks to enter the organization or tenant that a page names, and how they can comply.
 * @throws AppError not_found without access there
 */
export async function lackOf(me: UserCaller, { organization_id, tenant_id = "" }: Named) {
  const named = { tenantId: tenant_id, organizationId: null }
  const scope = organization_id ? await scopeOfOrganization(me, organization_id) : named
  const access = await accessAt(me, scope)
  const how = access && (await readAuthentication(me))
  if (!how) throw new AppError("not_found")
  const { tenantId, organizationId } = scope
  const name = organizationId ? await organizationName(tenantId, organizationId) : (await getTenant(tenantId)).name
  const { enabled } = await secondFactorState(me.userId)
  return { unmet: unmetOf(how, access.policy), name, setUp: !enabled, methods: access.policy?.methods ?? [] }
}
