"use server"

import { address } from "@/components/search-params"
import { PasswordProof } from "@/lib/accounts/schema"
import { formAction } from "@/lib/core/forms/form-action"
import { safeNext } from "@/lib/core/forms/safe-next"
import {
  beginSecondFactorAct,
  confirmSecondFactorAct,
  removeSecondFactorAct,
  renewRecoveryCodesAct,
} from "@/lib/second-factor/acts"
import { FirstCode, Proof, SetUp } from "../schema"

export const begin = formAction(beginSecondFactorAct, {
  fields: SetUp,
  goTo: (_, { next }) => address("/profile/second-factor", { next: safeNext(next, "") }),
})

export const confirm = formAction(confirmSecondFactorAct, {
  fields: FirstCode,
  once: (codes) => codes,
})

export const renew = formAction(renewRecoveryCodesAct, {
  fields: Proof,
  once: (codes) => codes,
})

export const remove = formAction(removeSecondFactorAct, {
  fields: PasswordProof,
  done: (t) => t("profile.factor.turnedOff"),
})
