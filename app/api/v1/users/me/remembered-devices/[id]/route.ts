import { endpoint } from "@/lib/core/http/endpoint"
import { revokeDeviceAct } from "@/lib/remembered-devices/acts"
import { DevicePath } from "@/lib/remembered-devices/schema"

export const DELETE = endpoint(revokeDeviceAct, {
  operationId: "forgetMyRememberedDevice",
  summary: "Ask for a code again in one of the current user's browsers",
  params: DevicePath,
  target: ({ id }) => ({ device_id: id }),
  status: 204,
})
