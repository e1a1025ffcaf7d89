"use server"

import { formAction } from "@/lib/forms/form-action"
import { updateOrganization } from "@/lib/organizations/manage"
import { Settings } from "./schema"

export const saveSettings = formAction({
  permission: "organizations:write",
  body: Settings,
  run: ({ actor, input: { version, ...patch } }) => updateOrganization(actor, patch, version),
  done: "Saved.",
})
