import { signOutAct } from "@/lib/auth/acts"
import { publicEndpoint } from "@/lib/core/http/endpoint"

export const POST = publicEndpoint(signOutAct, {
  operationId: "logout",
  summary: "Sign out",
  description:
    "Ends the session of the refresh token or of the bearer token. Always returns 204, even when repeated or with an expired token.",
  status: 204,
})
