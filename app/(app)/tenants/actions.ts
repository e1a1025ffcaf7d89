"use server"

import { address } from "@/components/search-params"
import { fieldError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { actorAt } from "@/lib/core/identity/authorize"
import { findByAddress } from "@/lib/memberships/find"
import { createTenant } from "@/lib/memberships/join"
import { requireProof } from "@/lib/sessions/proof"
import { nameTenantAdmin, removeTenantAdmin } from "@/lib/tenants/admins"
import { restoreTenant } from "@/lib/tenants/restore"
import { deleteTenant, updateTenant } from "@/lib/tenants/service"
import { AdminInTenant, InTenant, lines } from "./schema"
import { asAdmin, back } from "./standing"

export const makeTenant = formAction({
  permission: "self",
  body: lines.newTenant,
  run: ({ me, input: { name } }) => createTenant(me, { name }),
  goTo: ({ id }, { org }) => address(`/tenants/${id}`, { org, done: "created" }),
})

export const renameTenant = formAction({
  permission: "self",
  body: lines.rename,
  run: async ({ me, input: { tenant_id, name, version } }) =>
    updateTenant(await actorAt(me, { tenantId: tenant_id, organizationId: null }, "super_admin"), { name }, version),
  done: (t) => t("tenants.saved"),
})

export const suspendTenant = formAction({
  permission: "self",
  body: InTenant,
  run: async ({ me, input }) => {
    const actor = await actorAt(me, { tenantId: input.tenant_id, organizationId: null }, "super_admin")
    await requireProof(me, input.password)
    await updateTenant(actor, { status: "suspended" })
  },
  // Without the organization that the page was seen from: it may be one of these, and is closed now.
  goTo: (_, { tenant_id }) => back({ tenant_id }, "suspended"),
})

export const resumeTenant = formAction({
  permission: "self",
  body: InTenant,
  run: async ({ me, input }) =>
    updateTenant(await actorAt(me, { tenantId: input.tenant_id, organizationId: null }, "super_admin"), {
      status: "active",
    }),
  goTo: (_, input) => back(input, "resumed"),
})

export const removeTenant = formAction({
  permission: "self",
  body: InTenant.required({ password: true }),
  run: async ({ me, input }) => deleteTenant(await asAdmin(me, input), input.password),
  goTo: () => address("/tenants", { done: "deleted" }),
})

export const bringTenantBack = formAction({
  permission: "self",
  body: InTenant,
  run: async ({ me, input }) => restoreTenant(me, input.tenant_id),
  goTo: (_, input) => back(input, "restored"),
})

export const nameAdmin = formAction({
  permission: "self",
  body: lines.newAdmin,
  run: async ({ me, input }) => {
    const actor = await asAdmin(me, input)
    await requireProof(me, input.password)
    const id = await findByAddress(actor, input.email)
    if (!id) throw fieldError("email", "not_found")
    await nameTenantAdmin(actor, id)
  },
  goTo: (_, input) => back(input, "admin-named"),
})

export const removeAdmin = formAction({
  permission: "self",
  body: AdminInTenant,
  run: async ({ me, input }) => {
    const actor = await asAdmin(me, input)
    await requireProof(me, input.password)
    await removeTenantAdmin(actor, input.user_id)
    return input.user_id === me.userId && !me.superAdmin
  },
  goTo: (resigned, input) => (resigned ? address("/tenants", { done: "resigned" }) : back(input, "admin-removed")),
})
