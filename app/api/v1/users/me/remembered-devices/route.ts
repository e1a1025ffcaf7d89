import { endpoint } from "@/lib/core/http/endpoint"
import { listDevices } from "@/lib/remembered-devices/me"
import { DeviceQuery, RememberedDevice } from "@/lib/remembered-devices/schema"

export const GET = endpoint({
  operationId: "listMyRememberedDevices",
  summary: "List the browsers in which the current user is asked for no code",
  description: "Newest first.",
  permission: "self",
  query: DeviceQuery,
  result: RememberedDevice,
  list: true,
  run: ({ actor, query }) => listDevices(actor, query),
})
