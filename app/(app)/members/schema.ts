import { z } from "zod"
import { Id, Password } from "@/lib/core/schema"
import { RoleInput } from "@/lib/memberships/schema"

/** Members changed per request, so that there is progress to show. */
const portion = 25

const people = z.array(Id).min(1).max(portion)
const password = Password.optional()

/** A change of several members, each on its own. */
export const MembersChange = z.strictObject({
  people,
  /** The versions that were shown, in the same order. */
  versions: z.array(z.coerce.number().int()).max(portion),
  kind: z.enum(["role", "suspend", "lift"]),
  role: RoleInput.optional(),
  password,
})

export const MembersRemoval = z.strictObject({ people, password })

export const Restoration = z.strictObject({ user_id: Id, password })
