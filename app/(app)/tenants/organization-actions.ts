"use server"

import { formAction } from "@/lib/core/forms/form-action"
import { restoreOrganization, resumeOrganization, suspendOrganization } from "@/lib/organizations/lifecycle"
import { createOrganization } from "@/lib/organizations/service"
import { requireProof } from "@/lib/sessions/proof"
import { lines, OrganizationInTenant } from "./schema"
import { asAdmin, back } from "./standing"

export const makeOrganization = formAction({
  permission: "self",
  body: lines.newOrganization,
  run: async ({ me, input }) => createOrganization(await asAdmin(me, input), { name: input.name }),
  goTo: (_, input) => back(input, "organization-created"),
})

export const suspendOne = formAction({
  permission: "self",
  body: OrganizationInTenant,
  run: async ({ me, input }) => {
    const actor = await asAdmin(me, input)
    await requireProof(me, input.password)
    await suspendOrganization(actor, input.organization_id)
  },
  // Without the organization that the page was seen from: it may be this one, and is closed now.
  goTo: (_, { tenant_id }) => back({ tenant_id }, "organization-suspended"),
})

export const resumeOne = formAction({
  permission: "self",
  body: OrganizationInTenant,
  run: async ({ me, input }) => resumeOrganization(await asAdmin(me, input), input.organization_id),
  goTo: (_, input) => back(input, "organization-resumed"),
})

export const restoreOne = formAction({
  permission: "self",
  body: OrganizationInTenant,
  run: async ({ me, input }) => restoreOrganization(await asAdmin(me, input), input.organization_id),
  goTo: (_, input) => back(input, "organization-restored"),
})
