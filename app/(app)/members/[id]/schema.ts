import { z } from "zod"
import { Id, Password } from "@/lib/core/schema"
import { MemberGrantTarget } from "@/lib/grants/schema"
import { UserPatch } from "@/lib/users/schema"
import { EndDate } from "./end-date"

/** The membership of a form, and the version that was shown. */
const target = { user_id: Id, version: z.coerce.number().int() }
const password = Password.optional()

export const Rights = UserPatch.pick({ role: true, permissions: true })
  .required({ role: true })
  .extend({ ...target, expires_at: EndDate.nullable().optional(), password })

export const Details = UserPatch.pick({ name: true, external_id: true }).required({ name: true }).extend(target)

export const Access = UserPatch.pick({ status: true })
  .required()
  .extend({ ...target, password })

export const Target = z.strictObject({ user_id: Id })

/** Always with the password of the admin. */
export const FactorsReset = Target.extend({ password: Password })

export const Removal = Target.extend({ password })

export const OneGrant = MemberGrantTarget
