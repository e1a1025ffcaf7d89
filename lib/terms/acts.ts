import { act } from "../core/http/act"
import { TermsAcceptance } from "./schema"
import { acceptTerms } from "./service"

export const acceptTermsAct = act({
  permission: "self",
  body: TermsAcceptance,
  errors: ["not_found"],
  run: ({ actor, body }) => acceptTerms(actor, body.version),
})
