import { withPassword } from "../accounts/password-proof"
import { ApplicationTarget } from "../applications/schema"
import { act } from "../core/http/act"
import { ownAsPerson } from "../core/http/member-scope"
import { renewProof } from "../sessions/service"
import { cancelRequest, continueRequest } from "./answer"
import { ContinuationOfBrowser, ProofOnly, RequestOfBrowser } from "./schema"
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
  run: ({ body }) => cancelRequest(body),
})

/** Begins a sign-in to an application, to see what it will get. */
export const beginTrialAct = act({
  permission: "applications:write",
  scope: ownAsPerson,
  target: ApplicationTarget,
  run: ({ actor, target }) => beginTrial(actor, target.application_id),
})

/** Confirms the password, because an application asks for a fresh sign-in. */
export const renewProofAct = act({
  permission: "self",
  body: ProofOnly,
  run: ({ actor, body }) =>
    withPassword(actor, body.password, {}, (tx) => renewProof(tx, actor.userId, actor.sessionId)),
})
