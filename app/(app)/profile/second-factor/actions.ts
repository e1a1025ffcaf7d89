"use server"

import { PasswordProof } from "@/lib/accounts/schema"
import { formAction } from "@/lib/core/forms/form-action"
import {
  beginSecondFactorAct,
  confirmSecondFactorAct,
  removeSecondFactorAct,
  renewRecoveryCodesAct,
} from "@/lib/second-factor/acts"
import { FirstCode, Proof } from "../schema"

export const begin = formAction(beginSecondFactorAct, {
  fields: Proof,
  goTo: () => "/profile/second-factor",
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
