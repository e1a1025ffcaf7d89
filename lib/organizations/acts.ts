import { act } from "../core/http/act"
import { organizationInPath, tenantInBody, tenantInPath } from "../core/http/scope"
import { uploads } from "../core/uploads"
import { ImageBytes } from "../files/schema"
import { alwaysFresh, freshProof } from "../sessions/proof"
import { restoreOrganization, resumeOrganization, suspendOrganization } from "./lifecycle"
import { removeLogo, setLogo } from "./logo"
import { NewOrganization, Organization, OrganizationPatch, OrganizationTarget } from "./schema"
import { createOrganization, deleteOrganization, updateOrganization } from "./service"
import { findSignUp, letsMoreIn, storedVersion } from "./store"

type OfTenant = { actor: { tenantId: string }; target: { organization_id: string } }

/** Version of an organization of the tenant, whatever its status. */
const versionInTenant = ({ actor, target }: OfTenant) => storedVersion(actor.tenantId, target.organization_id)

export const createOrganizationAct = act({
  permission: "tenant_admin",
  scope: tenantInBody,
  body: NewOrganization,
  result: Organization,
  run: ({ actor, body }) => createOrganization(actor, body),
})

export const updateOrganizationAct = act({
  permission: "organizations:write",
  scope: organizationInPath,
  body: OrganizationPatch,
  result: Organization,
  version: ({ actor }) => storedVersion(actor.tenantId, String(actor.organizationId)),
  proof: {
    asks: async ({ actor, body }) => letsMoreIn(await findSignUp(String(actor.organizationId)), body),
    require: freshProof,
  },
  run: ({ actor, body, version }) => updateOrganization(actor, body, version),
})

export const setLogoAct = act({
  permission: "organizations:write",
  scope: organizationInPath,
  body: ImageBytes,
  binary: uploads,
  result: Organization,
  run: ({ actor, body }) => setLogo(actor, body),
})

export const removeLogoAct = act({
  permission: "organizations:write",
  scope: organizationInPath,
  run: ({ actor }) => removeLogo(actor),
})

export const deleteOrganizationAct = act({
  permission: "tenant_admin",
  scope: organizationInPath,
  version: ({ actor }) => storedVersion(actor.tenantId, String(actor.organizationId)),
  proof: alwaysFresh,
  run: async ({ actor, version }) => {
    await deleteOrganization(actor, version)
    return { tenantId: actor.tenantId }
  },
})

export const suspendOrganizationAct = act({
  permission: "tenant_admin",
  scope: tenantInPath,
  target: OrganizationTarget,
  version: versionInTenant,
  proof: alwaysFresh,
  run: ({ actor, target, version }) => suspendOrganization(actor, target.organization_id, version),
})

export const resumeOrganizationAct = act({
  permission: "tenant_admin",
  scope: tenantInPath,
  target: OrganizationTarget,
  version: versionInTenant,
  proof: alwaysFresh,
  run: ({ actor, target, version }) => resumeOrganization(actor, target.organization_id, version),
})

export const restoreOrganizationAct = act({
  permission: "tenant_admin",
  scope: tenantInPath,
  target: OrganizationTarget,
  version: versionInTenant,
  proof: alwaysFresh,
  run: ({ actor, target, version }) => restoreOrganization(actor, target.organization_id, version),
})
