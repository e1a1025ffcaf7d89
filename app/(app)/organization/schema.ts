import { z } from "zod"
import { OrganizationPatch } from "@/lib/organizations/schema"

/** The API's change of an organization, and which state of it was on the screen. */
export const Settings = OrganizationPatch.omit({ metadata: true })
  .required({ name: true, sign_up: true })
  .extend({ version: z.coerce.number().int() })
