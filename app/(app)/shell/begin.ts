"use server"

import { address } from "@/components/search-params"
import { sessionEnded } from "@/lib/core/forms/admit-sender"
import { formAction } from "@/lib/core/forms/form-action"
import { createTenantAct } from "@/lib/memberships/acts"
import { listMyOrganizations } from "@/lib/organizations/store"
import { NewTenant } from "@/lib/tenants/schema"

export const beginOrganization = formAction(createTenantAct, {
  fields: NewTenant.pick({ name: true }),
  around: async (act, { me }) => {
    if (!me) throw sessionEnded()
    const { id } = await act()
    return (await listMyOrganizations(me)).find(({ tenantId }) => tenantId === id)?.id
  },
  goTo: (org) => address("/overview", { org, done: "created" }),
})
