import { withPassword } from "../accounts/password-proof"
import { act } from "../core/http/act"
import { freshProof } from "../sessions/proof"
import { renewProof } from "../sessions/service"
import { cancelRequest, continueRequest } from "./answer"
import { allowDevice, denyDevice } from "./devices"
import { ContinuationOfBrowser, DeviceOfPerson, OneDevice, ProofOnly, RequestOfBrowser } from "./schema"

/** Signs the person in to the application that asks. */
export const continueRequestAct = act({
  permission: "self",
  body: ContinuationOfBrowser,
  errors: ["token_expired"],
  run: ({ actor, body }) => continueRequest(actor, body),
})

/** Sends the person back to the application, without signing in. */
export const cancelRequestAct = act({
  permission: "self",
  body: RequestOfBrowser,
  errors: ["token_expired"],
  run: ({ body }) => cancelRequest(body),
})

/** Signs the person in on a device that shows this code. */
export const allowDeviceAct = act({
  permission: "self",
  body: DeviceOfPerson,
  errors: ["token_expired", "rate_limited"],
  proof: { asks: () => true, require: freshProof },
  run: ({ actor, body }) => allowDevice(actor, body),
})

/** Refuses the device. */
export const denyDeviceAct = act({
  permission: "self",
  body: OneDevice,
  errors: ["token_expired", "rate_limited"],
  run: ({ actor, body }) => denyDevice(actor, body),
})

/** Confirms the password, because an application asks for a fresh sign-in. */
export const renewProofAct = act({
  permission: "self",
  body: ProofOnly,
  run: ({ actor, body }) =>
    withPassword(actor, body.password, {}, (tx) => renewProof(tx, actor.userId, actor.sessionId)),
})
