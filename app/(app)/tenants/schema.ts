import { z } from "zod"
import { Email, Id, Password } from "@/lib/core/schema"
import { NewTenant } from "@/lib/tenants/schema"

/** The tenant, the organization to return to, and the password if the last proof is too old. */
export const InTenant = z.strictObject({ tenant_id: Id, org: Id.optional(), password: Password.optional() })
/** With the version that was shown. */
export const StateOfTenant = InTenant.extend({ version: z.coerce.number().int() })
/** With the version that was shown. */
export const OrganizationInTenant = StateOfTenant.extend({ organization_id: Id })
export const AdminInTenant = InTenant.extend({ user_id: Id })

/** Forms with one field, by name. */
export const lines = {
  newTenant: NewTenant.pick({ name: true }).extend({ org: Id.optional() }),
  rename: StateOfTenant.extend({ name: NewTenant.shape.name }),
  newOrganization: InTenant.extend({ name: NewTenant.shape.name }),
  newAdmin: InTenant.extend({ email: Email }),
}
export type Line = keyof typeof lines
