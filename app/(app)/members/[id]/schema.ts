import { z } from "zod"
import { Id } from "@/lib/schema"
import { UserPatch } from "@/lib/users/schema"

/** Whose membership a form is about, and which state of it was on the screen. */
const target = { user_id: Id, version: z.coerce.number().int() }

export const Rights = UserPatch.pick({ role: true, permissions: true }).required({ role: true }).extend(target)

export const Access = UserPatch.pick({ status: true }).required().extend(target)

export const Removal = z.strictObject({ user_id: Id })
