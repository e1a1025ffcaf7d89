"use server"

import { formAction } from "@/lib/core/forms/form-action"
import { revokeDeviceAct } from "@/lib/remembered-devices/acts"
import { DeviceTarget } from "@/lib/remembered-devices/schema"

export const forgetDevice = formAction(revokeDeviceAct, {
  fields: DeviceTarget,
  done: (t) => t("policies.remembered.forgotten"),
})
