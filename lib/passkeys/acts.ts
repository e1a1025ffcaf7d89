import { policyRefusals } from "../core/errors"
import { act } from "../core/http/act"
import { StrongProof } from "../second-factor/schema"
import { asPerson, passkeyOptions, registrationOptions } from "./options"
import { proveByPasskey } from "./proof"
import { registerPasskey } from "./register"
import {
  NewPasskey,
  Passkey,
  PasskeyAnswer,
  PasskeyOptions,
  PasskeyPatch,
  PasskeyRequest,
  PasskeyTarget,
} from "./schema"
import { removePasskey, renamePasskey } from "./service"
import { signInByPasskey } from "./sign-in"

const challenge = ["not_found", "token_expired", "invalid_token"] as const

/** Always requires a recent proof, also through the API. */
export const beginPasskeyAct = act({
  permission: "self",
  body: StrongProof,
  result: PasskeyOptions,
  errors: ["email_not_verified", "passkeys_unavailable"],
  run: ({ actor, body }) => registrationOptions(actor, body),
})

export const addPasskeyAct = act({
  permission: "self",
  body: NewPasskey,
  result: Passkey,
  errors: ["email_not_verified", "passkeys_unavailable", "too_many_passkeys", ...challenge],
  run: ({ actor, body }) => registerPasskey(actor, body),
})

export const renamePasskeyAct = act({
  permission: "self",
  target: PasskeyTarget,
  body: PasskeyPatch,
  result: Passkey,
  errors: ["not_found"],
  run: ({ actor, target, body }) => renamePasskey(actor, target.passkey_id, body.name),
})

/** Always requires a recent proof, also through the API. */
export const removePasskeyAct = act({
  permission: "self",
  target: PasskeyTarget,
  body: StrongProof,
  errors: ["not_found"],
  run: ({ actor, target, body }) => removePasskey(actor, target.passkey_id, body),
})

export const passkeyOptionsAct = act({
  permission: "public",
  body: PasskeyRequest,
  result: PasskeyOptions,
  errors: ["unauthenticated", "not_a_user", "passkeys_unavailable"],
  limit: "passkey_options",
  run: ({ body, sender }) => passkeyOptions(body.purpose, sender),
})

export const answerPasskeyAct = act({
  permission: "public",
  body: PasskeyAnswer,
  errors: [
    "invalid_credentials",
    "unauthenticated",
    "not_a_user",
    "passkeys_unavailable",
    ...challenge,
    ...policyRefusals,
  ],
  limit: "sign_in",
  run: async ({ body, sender, door }) =>
    body.purpose === "proof"
      ? { proved: await proveByPasskey(asPerson(await sender()), body) }
      : { signedIn: await signInByPasskey(body, door) },
})
