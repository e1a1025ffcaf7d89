import { act } from "../core/http/act"
import { organizationInPath, tenantInPath } from "../core/http/scope"
import { alwaysFresh } from "../sessions/proof"
import { previewPolicy } from "./preview"
import { Policy, PolicyPatch, PolicyPreview } from "./schema"
import { setOrganizationPolicy, setTenantPolicy } from "./service"
import { getPolicy } from "./store"

type OfScope = { actor: { tenantId: string; organizationId: string | null } }

const storedVersion = async ({ actor }: OfScope) => (await getPolicy(actor)).version

export const setOrganizationPolicyAct = act({
  permission: "policies:write",
  scope: organizationInPath,
  body: PolicyPatch,
  result: Policy,
  errors: ["policy_locks_out"],
  version: storedVersion,
  proof: alwaysFresh,
  run: ({ actor, body, version }) => setOrganizationPolicy(actor, body, version),
})

export const previewOrganizationPolicyAct = act({
  permission: "policies:write",
  scope: organizationInPath,
  body: PolicyPatch,
  result: PolicyPreview,
  run: ({ actor, body }) => previewPolicy(actor, body),
})

export const previewTenantPolicyAct = act({
  permission: "tenant_admin",
  scope: tenantInPath,
  body: PolicyPatch,
  result: PolicyPreview,
  run: ({ actor, body }) => previewPolicy(actor, body),
})

export const setTenantPolicyAct = act({
  permission: "tenant_admin",
  scope: tenantInPath,
  body: PolicyPatch,
  result: Policy,
  errors: ["policy_locks_out"],
  version: storedVersion,
  proof: alwaysFresh,
  run: ({ actor, body, version }) => setTenantPolicy(actor, body, version),
})
