import { act } from "../core/http/act"
import { alwaysFresh } from "../sessions/proof"
import { FactorRemoval, FirstCode } from "./schema"
import { removeSecondFactor } from "./service"
import { beginSecondFactor, confirmSecondFactor, renewRecoveryCodes } from "./set-up"
import { stepUp } from "./step-up"

export const beginSecondFactorAct = act({
  permission: "self",
  proof: alwaysFresh,
  run: ({ actor }) => beginSecondFactor(actor),
})

export const confirmSecondFactorAct = act({
  permission: "self",
  body: FirstCode,
  proof: alwaysFresh,
  run: ({ actor, body }) => confirmSecondFactor(actor, body.code),
})

export const renewRecoveryCodesAct = act({
  permission: "self",
  proof: alwaysFresh,
  run: ({ actor }) => renewRecoveryCodes(actor),
})

/** Raises this session to two factors, because a policy asks for them. */
export const stepUpAct = act({
  permission: "self",
  body: FirstCode,
  run: ({ actor, body }) => stepUp(actor, body.code),
})

/** Always requires the password. */
export const removeSecondFactorAct = act({
  permission: "self",
  body: FactorRemoval,
  run: ({ actor, body }) => removeSecondFactor(actor, body.password),
})
