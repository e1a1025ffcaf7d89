"use server"

import { address } from "@/components/search-params"
import { formAction } from "@/lib/core/forms/form-action"
import { createRoleAct, deleteRoleAct, updateRoleAct } from "@/lib/roles/acts"
import { NewRoleForm, RoleForm, RoleRemovalForm } from "./schema"

export const createRole = formAction(createRoleAct, {
  fields: NewRoleForm,
  goTo: (_, __, org) => address("/roles", { org, done: "created" }),
})

export const saveRole = formAction(updateRoleAct, {
  fields: RoleForm,
  goTo: (_, __, org) => address("/roles", { org, done: "saved" }),
})

export const removeRole = formAction(deleteRoleAct, {
  fields: RoleRemovalForm,
  goTo: (_, __, org) => address("/roles", { org, done: "deleted" }),
})
