import { act } from "../core/http/act"
import { alwaysFresh } from "../sessions/proof"
import { FactorRemoval, FirstCode } from "./schema"
import { removeSecondFactor } from "./service"
import { beginSecondFactor, confirmSecondFactor, renewRecoveryCodes } from "./set-up"

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

/** Always requires the password. */
export const removeSecondFactorAct = act({
  permission: "self",
  body: FactorRemoval,
  run: ({ actor, body }) => removeSecondFactor(actor, body.password),
})
