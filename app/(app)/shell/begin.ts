"use server"

import { address } from "@/components/search-params"
import { formAction } from "@/lib/forms/form-action"
import { listMyOrganizations } from "@/lib/organizations/service"
import { createTenant } from "@/lib/tenants/manage"
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
