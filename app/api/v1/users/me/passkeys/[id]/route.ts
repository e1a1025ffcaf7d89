import { endpoint } from "@/lib/core/http/endpoint"
import { removePasskeyAct, renamePasskeyAct } from "@/lib/passkeys/acts"
import { PasskeyPath } from "@/lib/passkeys/schema"

export const PUT = endpoint(renamePasskeyAct, {
  operationId: "updatePasskey",
  summary: "Rename a passkey",
  params: PasskeyPath,
  target: ({ id }) => ({ passkey_id: id }),
})
export const PATCH = PUT

export const DELETE = endpoint(removePasskeyAct, {
  operationId: "removePasskey",
  summary: "Remove a passkey",
  description:
    "Ends the sessions that it began, and emails the user. Requires a proof as `POST /users/me/passkeys/options` does.",
  params: PasskeyPath,
  target: ({ id }) => ({ passkey_id: id }),
  status: 204,
})
