import { endpoint } from "@/lib/core/http/endpoint"
import { addPasskeyAct } from "@/lib/passkeys/acts"
import { Passkey, PasskeyQuery } from "@/lib/passkeys/schema"
import { listPasskeys } from "@/lib/passkeys/service"

export const GET = endpoint({
  operationId: "listMyPasskeys",
  summary: "List the current user's passkeys",
  permission: "self",
  query: PasskeyQuery,
  result: Passkey,
  list: true,
  run: ({ actor, query }) => listPasskeys(actor, query),
})

export const POST = endpoint(addPasskeyAct, {
  operationId: "addPasskey",
  summary: "Add a passkey",
  description:
    "Takes the authenticator's response to the options of `POST /users/me/passkeys/options`. Emails the user. Without a `name`, it is named after the device.",
  status: 201,
})
