import { z } from "zod"
import { ApplicationPatch, ApplicationTarget, NewApplication, SecretTarget } from "@/lib/applications/schema"
import { Id, Password } from "@/lib/core/schema"
import { MemberGrantTarget } from "@/lib/grants/schema"

const password = Password.optional()
const tick = z.stringbool({ truthy: ["true"], falsy: ["false"] }).default(false)

/** The application of a form, the version that was shown, and the password if the last proof is too old. */
const target = { application_id: Id, version: z.coerce.number().int(), password }

/** The API's new application, with its scope selected from a list. */
export const NewForm = NewApplication.pick({ name: true, type: true, redirect_uris: true, permissions: true }).extend({
  reach: z.enum(["organization", "tenant"]).default("organization"),
  password,
})

export const SettingsForm = ApplicationPatch.pick({
  name: true,
  redirect_uris: true,
  post_logout_uris: true,
  return_uris: true,
  allowed_origins: true,
  permissions: true,
})
  .required({ name: true })
  .extend({ ...target, third_party: tick, require_verified_email: tick })

export const AccessForm = ApplicationPatch.pick({ access: true, access_roles: true, access_organizations: true })
  .required({ access: true })
  .extend(target)

export const ApisForm = ApplicationPatch.pick({ apis: true }).extend(target)

export const StatusForm = ApplicationPatch.pick({ status: true }).required().extend(target)

/** One application, and the password if the last proof is too old. */
export const OneApplication = ApplicationTarget.extend({ password })

export const SecretRevocation = SecretTarget.extend({ password })

/** A person's grant, with the application whose page shows it. */
export const GrantRevocation = MemberGrantTarget.extend({ application_id: Id })
