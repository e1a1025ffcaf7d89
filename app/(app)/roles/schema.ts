import { z } from "zod"
import { Password } from "@/lib/core/schema"
import { NewRole, RolePatch, RoleRemoval, RoleTarget } from "@/lib/roles/schema"

const password = Password.optional()

export const NewRoleForm = NewRole.extend({ password })

export const RoleForm = RolePatch.required({ name: true }).extend({
  ...RoleTarget.shape,
  version: z.coerce.number().int(),
  password,
})

export const RoleRemovalForm = RoleRemoval.extend({ password })
