import { act } from "../core/http/act"
import { revokeDevice } from "./me"
import { DeviceTarget } from "./schema"

export const revokeDeviceAct = act({
  permission: "self",
  target: DeviceTarget,
  errors: ["not_found"],
  run: ({ actor, target }) => revokeDevice(actor, target.device_id),
})
