import { AppError } from "../core/errors"
import { scopeOfOrganization } from "../core/http/scope"
import { readAuthentication } from "../core/identity/authentication"
import { accessAt } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { unmetOf } from "../core/identity/policy"
import { organizationName } from "../organizations/store"
import { hasPasskey } from "../passkeys/service"
import { secondFactorState } from "../second-factor/service"
import { getTenant } from "../tenants/read"
import { ableToSignIn } from "./ways"

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
  const methods = access.policy?.methods ?? null
  const [{ enabled }, passkey] = [await secondFactorState(me.userId), await hasPasskey(me.userId)]
  return {
    unmet: unmetOf(how, access.policy),
    name,
    /** Whether they use two-factor authentication. */
    code: enabled,
    /** Whether they can sign in with a passkey instead, which counts as two factors. */
    passkey: passkey && (methods?.includes("passkey") ?? true),
    methods: methods ?? [],
    /** Whether they can sign in in one of the ways that are allowed. */
    able: methods === null || (await ableToSignIn([me.userId], methods)).size > 0,
  }
}
