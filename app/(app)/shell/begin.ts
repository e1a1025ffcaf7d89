"use server"

import { address } from "@/components/search-params"
import { formAction } from "@/lib/core/forms/form-action"
import { createTenant } from "@/lib/memberships/join"
import { listMyOrganizations } from "@/lib/organizations/store"
import { NewTenant } from "@/lib/tenants/schema"

export const beginOrganization = formAction({
  permission: "self",
  body: NewTenant.pick({ name: true }),
  run: async ({ me, input: { name } }) => {
    const { id } = await createTenant(me, { name })
    return (await listMyOrganizations(me)).find(({ tenantId }) => tenantId === id)?.id
  },
  goTo: (org) => address("/overview", { org }),
})
