"use server"

import { address } from "@/components/search-params"
import { fieldError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { createTenantAct } from "@/lib/memberships/acts"
import { findByAddress } from "@/lib/memberships/find"
import {
  deleteTenantAct,
  nameTenantAdminAct,
  removeTenantAdminAct,
  restoreTenantAct,
  updateTenantAct,
} from "@/lib/tenants/acts"
import { back } from "./back"
import { AdminInTenant, InTenant, lines, StateOfTenant } from "./schema"

export const makeTenant = formAction(createTenantAct, {
  fields: lines.newTenant,
  goTo: ({ id }, { org }) => address(`/tenants/${id}`, { org, done: "created" }),
})

export const renameTenant = formAction(updateTenantAct, {
  fields: lines.rename,
  done: (t) => t("tenants.saved"),
})

export const suspendTenant = formAction(updateTenantAct, {
  fields: StateOfTenant,
  given: ({ version, password }) => ({ body: { status: "suspended" }, version, password }),
  // Without the organization of the previous page: it may be one of these, now suspended.
  goTo: (_, { tenant_id }) => back({ tenant_id }, "suspended"),
})

export const resumeTenant = formAction(updateTenantAct, {
  fields: StateOfTenant,
  given: ({ version, password }) => ({ body: { status: "active" }, version, password }),
  goTo: (_, input) => back(input, "resumed"),
})

export const removeTenant = formAction(deleteTenantAct, {
  fields: InTenant.required({ password: true }),
  goTo: () => address("/tenants", { done: "deleted" }),
})

export const bringTenantBack = formAction(restoreTenantAct, {
  fields: InTenant,
  goTo: (_, input) => back(input, "restored"),
})

export const nameAdmin = formAction(nameTenantAdminAct, {
  fields: lines.newAdmin,
  given: async ({ email, password }, { actor }) => {
    const user_id = await findByAddress(actor, email)
    if (!user_id) throw fieldError("email", "not_found")
    return { target: { user_id }, password }
  },
  goTo: (_, input) => back(input, "admin-named"),
})

export const removeAdmin = formAction(removeTenantAdminAct, {
  fields: AdminInTenant,
  around: async (act, { input, me }) => {
    await act()
    return input.user_id === me?.userId && !me.superAdmin
  },
  goTo: (resigned, input) => (resigned ? address("/tenants", { done: "resigned" }) : back(input, "admin-removed")),
})
