import { z } from "zod"
import { Id, Password } from "@/lib/core/schema"
import { PolicyPatch } from "@/lib/policies/schema"

/** The API's change of a policy, the version that was shown, and the password if the last proof is too old. */
export const PolicyFields = PolicyPatch.extend({
  require_two_factor: z.enum(["true", "false"]),
  version: z.coerce.number().int(),
  password: Password.optional(),
})

export const TenantPolicyFields = PolicyFields.extend({ tenant_id: Id })
