import { ApplicationTarget } from "../applications/schema"
import { act } from "../core/http/act"
import { ownAsPerson } from "../core/http/member-scope"
import { alwaysFresh } from "../sessions/proof"
import { cancelRequest, continueRequest } from "./answer"
import { authenticateAgain } from "./authenticate-again"
import { allowDevice, denyDevice } from "./devices"
import { AllFactors, ContinuationOfBrowser, DeviceOfPerson, OneDevice, RequestOfBrowser } from "./schema"
import { beginTrial } from "./trial"

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
  run: ({ actor, body }) => cancelRequest(actor, body),
})

/** Signs the person in on a device that shows this code. */
export const allowDeviceAct = act({
  permission: "self",
  body: DeviceOfPerson,
  errors: ["token_expired", "rate_limited"],
  proof: alwaysFresh,
  run: ({ actor, body }) => allowDevice(actor, body),
})

/** Refuses the device. */
export const denyDeviceAct = act({
  permission: "self",
  body: OneDevice,
  errors: ["token_expired", "rate_limited"],
  run: ({ actor, body }) => denyDevice(actor, body),
})

/** Begins a sign-in to an application, to see what it will get. */
export const beginTrialAct = act({
  permission: "applications:write",
  scope: ownAsPerson,
  target: ApplicationTarget,
  run: ({ actor, target }) => beginTrial(actor, target.application_id),
})

/** Confirms password and second factor, because an application asks for a fresh sign-in, or for both. */
export const authenticateAgainAct = act({
  permission: "self",
  body: AllFactors,
  run: ({ actor, body }) => authenticateAgain(actor, body),
})
