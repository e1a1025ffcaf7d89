import { z } from "zod"
import { Id, Password } from "@/lib/core/schema"
import { OrganizationPatch } from "@/lib/organizations/schema"

/** The API's change of an organization, and the version that was shown. */
export const Settings = OrganizationPatch.omit({ metadata: true })
  .required({ name: true, sign_up: true })
  .extend({ version: z.coerce.number().int() })

export const Deletion = z.strictObject({ organization_id: Id, password: Password.optional() })

/** A form with only a button. */
export const Nothing = z.strictObject({})
