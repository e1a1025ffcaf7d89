"use server"

import { address } from "@/components/search-params"
import { formAction } from "@/lib/core/forms/form-action"
import { allowDeviceAct, denyDeviceAct } from "@/lib/oidc/acts"
import { DeviceAllowance, OneDevice } from "@/lib/oidc/schema"

export const allow = formAction(allowDeviceAct, {
  fields: DeviceAllowance,
  given: ({ password, ...body }) => ({ body, password }),
  goTo: () => address("/device", { done: "allowed" }),
})

export const deny = formAction(denyDeviceAct, {
  fields: OneDevice,
  given: (body) => ({ body }),
  goTo: () => address("/device", { done: "denied" }),
})
