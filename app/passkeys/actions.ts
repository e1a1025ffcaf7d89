"use server"

import { formAction } from "@/lib/core/forms/form-action"
import { answerPasskeyAct, passkeyOptionsAct } from "@/lib/passkeys/acts"
import { PasskeyRequest } from "@/lib/passkeys/schema"
import { Answer } from "./schema"

/** Starts a proof by passkey, for the script of a form that asks for one. */
export const beginProof = formAction(passkeyOptionsAct, {
  fields: PasskeyRequest,
  given: () => ({ body: { purpose: "proof" } }),
  once: (asked) => [JSON.stringify(asked)],
})

/** Returns the proof that the form sends instead of the password. */
export const finishProof = formAction(answerPasskeyAct, {
  fields: Answer,
  given: ({ challenge, response }) => ({ body: { purpose: "proof", challenge, response } }),
  once: ({ proved }) => (proved ? [proved.proof] : []),
})
