import { endpoint } from "@/lib/core/http/endpoint"
import { beginPasskeyAct } from "@/lib/passkeys/acts"

export const POST = endpoint(beginPasskeyAct, {
  operationId: "getNewPasskeyOptions",
  summary: "Start adding a passkey",
  description:
    "Returns the options for `navigator.credentials.create()`. Where the last proof of the session is older than 15 minutes, the `password` is required; with two-factor authentication on, a `code` as well, unless two factors or a passkey were confirmed in that time.",
})
