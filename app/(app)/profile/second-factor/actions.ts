"use server"

import { formAction } from "@/lib/core/forms/form-action"
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor } from "@/lib/second-factor/service"
import { requireProof } from "@/lib/sessions/proof"
import { FirstCode, PasswordProof, Proof } from "../schema"

export const begin = formAction({
  permission: "self",
  body: Proof,
  run: async ({ me, input }) => {
    await requireProof(me, input.password)
    await beginSecondFactor(me)
  },
  goTo: () => "/profile/second-factor",
})

export const confirm = formAction({
  permission: "self",
  body: FirstCode,
  run: async ({ me, input }) => {
    await requireProof(me, input.password)
    return confirmSecondFactor(me, input.code)
  },
  once: (codes) => codes,
})

export const remove = formAction({
  permission: "self",
  body: PasswordProof,
  run: ({ me, input }) => removeSecondFactor(me, input.password),
  done: (t) => t("profile.factor.turnedOff"),
})
