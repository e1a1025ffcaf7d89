import { z } from "zod"
import { act } from "../core/http/act"
import { Token } from "../core/schema"
import { StrongProof } from "../second-factor/schema"
import { alwaysFresh } from "../sessions/proof"
import { linkWaiting } from "./link"
import { beginRequest } from "./requests"
import { IdentityTarget, ProviderName } from "./schema"
import { unlinkIdentity } from "./service"

const nowhere = { organizationId: null, returns: {} }

/** Begins linking an account elsewhere. Always requires a recent proof. */
export const beginLinkAct = act({
  permission: "self",
  body: z.strictObject({ provider: ProviderName }),
  proof: alwaysFresh,
  run: ({ actor, body }) => beginRequest({ ...nowhere, provider: body.provider, next: "/profile/security", me: actor }),
})

/** Links the account elsewhere that waits in this browser. Always requires a recent proof. */
export const linkWaitingAct = act({
  permission: "self",
  body: z.strictObject({ token: Token }),
  errors: ["not_found", "token_expired", "email_not_verified"],
  proof: alwaysFresh,
  run: ({ actor, body }) => linkWaiting(actor, body.token),
})

/** Always requires a recent proof, also through the API. */
export const unlinkIdentityAct = act({
  permission: "self",
  target: IdentityTarget,
  body: StrongProof,
  errors: ["not_found", "last_way_in"],
  run: ({ actor, target, body }) => unlinkIdentity(actor, target.identity_id, body),
})
