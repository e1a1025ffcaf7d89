"use server"

import { z } from "zod"
import { address } from "@/components/search-params"
import { formAction } from "@/lib/core/forms/form-action"
import { scopeOfOrganization } from "@/lib/core/http/scope"
import { actorAt } from "@/lib/core/identity/authorize"
import { Id, Password } from "@/lib/core/schema"
import { deleteOrganization, updateOrganization } from "@/lib/organizations/service"
import { requireProof } from "@/lib/sessions/proof"
import { Settings } from "./schema"

export const saveSettings = formAction({
  permission: "organizations:write",
  body: Settings,
  run: ({ actor, input: { version, ...patch } }) => updateOrganization(actor, patch, version),
  done: (t) => t("organization.saved"),
})

export const removeOrganization = formAction({
  permission: "self",
  body: z.strictObject({ organization_id: Id, password: Password.optional() }),
  run: async ({ me, input }) => {
    const actor = await actorAt(me, await scopeOfOrganization(me, input.organization_id), "tenant_admin")
    await requireProof(me, input.password)
    await deleteOrganization(actor)
    return actor.tenantId
  },
  goTo: (tenantId) => address(`/tenants/${tenantId}`, { done: "organization-deleted" }),
})
