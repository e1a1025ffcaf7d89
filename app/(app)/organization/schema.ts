import { z } from "zod"
import { Id, Password } from "@/lib/core/schema"
import { OrganizationPatch } from "@/lib/organizations/schema"

/** The API's change of an organization, the version that was shown, and the password if the last proof is too old. */
export const Settings = OrganizationPatch.omit({ metadata: true })
  .required({ name: true, sign_up: true })
  .extend({ version: z.coerce.number().int(), password: Password.optional() })

/** With the version that was shown, and the password if the last proof is too old. */
export const Deletion = z.strictObject({
  organization_id: Id,
  version: z.coerce.number().int(),
  password: Password.optional(),
})

/** A form with only a button. */
export const Nothing = z.strictObject({})
