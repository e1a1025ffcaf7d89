"use server"

import { formAction } from "@/lib/core/forms/form-action"
import {
  createOrganizationAct,
  restoreOrganizationAct,
  resumeOrganizationAct,
  suspendOrganizationAct,
} from "@/lib/organizations/acts"
import { back } from "./back"
import { lines, OrganizationInTenant } from "./schema"

export const makeOrganization = formAction(createOrganizationAct, {
  fields: lines.newOrganization,
  goTo: (_, input) => back(input, "organization-created"),
})

export const suspendOne = formAction(suspendOrganizationAct, {
  fields: OrganizationInTenant,
  // Without the organization of the previous page: it may be this one, now suspended.
  goTo: (_, { tenant_id }) => back({ tenant_id }, "organization-suspended"),
})

export const resumeOne = formAction(resumeOrganizationAct, {
  fields: OrganizationInTenant,
  goTo: (_, input) => back(input, "organization-resumed"),
})

export const restoreOne = formAction(restoreOrganizationAct, {
  fields: OrganizationInTenant,
  goTo: (_, input) => back(input, "organization-restored"),
})
