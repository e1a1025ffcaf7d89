"use server"

import { address } from "@/components/search-params"
import { formAction } from "@/lib/core/forms/form-action"
import { deleteOrganizationAct, updateOrganizationAct } from "@/lib/organizations/acts"
import { Deletion, Settings } from "./schema"

export const saveSettings = formAction(updateOrganizationAct, {
  fields: Settings,
  done: (t) => t("organization.saved"),
})

export const removeOrganization = formAction(deleteOrganizationAct, {
  fields: Deletion,
  goTo: ({ tenantId }) => address(`/tenants/${tenantId}`, { done: "organization-deleted" }),
})
