import { act } from "../core/http/act"
import { tenantInPath } from "../core/http/scope"
import { alwaysFresh, freshProof } from "../sessions/proof"
import { nameTenantAdmin, removeTenantAdmin } from "./admins"
import { getTenant } from "./read"
import { restoreTenant } from "./restore"
import { AdminTarget, Tenant, TenantDeletion, TenantPatch, TenantTarget } from "./schema"
import { deleteTenant, updateTenant } from "./service"

export const updateTenantAct = act({
  permission: "super_admin",
  scope: tenantInPath,
  body: TenantPatch,
  result: Tenant,
  version: async ({ actor }) => (await getTenant(actor.tenantId)).version,
  proof: { asks: ({ body }) => body.status !== undefined, require: freshProof },
  run: ({ actor, body, version }) => updateTenant(actor, body, version),
})

/** Always requires the password. */
export const deleteTenantAct = act({
  permission: "tenant_admin",
  scope: tenantInPath,
  body: TenantDeletion,
  errors: ["last_admin", "not_a_user"],
  version: true,
  run: ({ actor, body, version }) => deleteTenant(actor, body.password, version),
})

export const restoreTenantAct = act({
  permission: "self",
  target: TenantTarget,
  proof: alwaysFresh,
  run: ({ actor, target }) => restoreTenant(actor, target.tenant_id),
})

export const nameTenantAdminAct = act({
  permission: "tenant_admin",
  scope: tenantInPath,
  target: AdminTarget,
  result: Tenant,
  proof: alwaysFresh,
  run: ({ actor, target }) => nameTenantAdmin(actor, target.user_id),
})

export const removeTenantAdminAct = act({
  permission: "tenant_admin",
  scope: tenantInPath,
  target: AdminTarget,
  errors: ["last_admin"],
  proof: alwaysFresh,
  run: ({ actor, target }) => removeTenantAdmin(actor, target.user_id),
})
