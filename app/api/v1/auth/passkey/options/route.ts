import { publicEndpoint } from "@/lib/core/http/endpoint"
import { passkeyOptionsAct } from "@/lib/passkeys/acts"

export const POST = publicEndpoint(passkeyOptionsAct, {
  operationId: "getPasskeyOptions",
  summary: "Start a sign-in or a proof with a passkey",
  description:
    "Returns the options for `navigator.credentials.get()`. `purpose: proof` is for a signed-in user, with their access token, and only offers their own passkeys.",
})
