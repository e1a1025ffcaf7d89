import { verifySigned } from "../core/identity/application-tokens"
import { seal } from "../core/seal"
import { endSignIn } from "./records"
import { failureAddress } from "./respond"
import { activeApplication } from "./sign-in"

/** Seconds for which an ID token can be a hint after it has expired. */
const hintFor = 90 * 86_400

/** Where someone goes on who has signed out of an application. `proved`: by a valid hint, not by any link. */
export type Leaving = { applicationId: string; uri: string | null; state: string | null; proved: boolean }

/**
 * Signs out of an application (OpenID Connect RP-Initiated Logout). A valid hint ends that sign-in; then our page asks
 * whether to sign out here altogether.
 * @returns the address of our page
 */
export async function endSession(asked: URLSearchParams): Promise<string> {
  const hint = asked.get("id_token_hint")
  const uri = asked.get("post_logout_redirect_uri")
  const payload = hint ? await verifySigned(hint, "JWT", hintFor) : null
  const named = asked.get("client_id")
  const clientId = payload ? String(payload.aud) : named
  if ((hint && !payload) || (payload && named && named !== clientId))
    return failureAddress({ error: "invalid_request", description: "id_token_hint is not valid" })
  const application = clientId ? await activeApplication(clientId) : null
  if (uri && !application?.post_logout_uris.includes(uri))
    return failureAddress({
      error: "invalid_request",
      description: "post_logout_redirect_uri is not registered",
      applicationId: application?.id,
    })
  if (payload?.sub && typeof payload.sid === "string") await endSignIn(payload.sub, payload.sid, "signed_out")
  if (!application) return "/sign-out"
  const leaving: Leaving = { applicationId: application.id, uri, state: asked.get("state"), proved: payload !== null }
  return `/sign-out?to=${Buffer.from(seal("oidc-leaving", leaving)).toString("base64url")}`
}
