import { endpoint } from "@/lib/core/http/endpoint"
import { acceptTermsAct } from "@/lib/terms/acts"

export const POST = endpoint(acceptTermsAct, {
  operationId: "acceptTerms",
  summary: "Accept the terms of service",
  description:
    "Accepts the current version, which `terms_due` of `GET /users/me` names. 404 if the installation has no terms.",
  status: 204,
})
