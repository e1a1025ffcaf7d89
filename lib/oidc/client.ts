import type { AdapterPayload } from "oidc-provider"
import { hasSecret } from "../applications/secrets"
import type { StoredApplication } from "../applications/store"
import { hmac } from "../core/crypto"

/** Grant type of devices without a browser (RFC 8628). */
export const deviceCode = "urn:ietf:params:oauth:grant-type:device_code"

/** An application as the engine knows it. */
export function clientMetadata(application: StoredApplication): AdapterPayload {
  const { id, name, type, redirect_uris, device_code, jwks, token_endpoint_auth_method: method } = application
  const redirects = redirect_uris.length > 0
  const forPeople = [
    "refresh_token",
    ...(redirects ? ["authorization_code"] : []),
    ...(device_code ? [deviceCode] : []),
  ]
  return {
    client_id: id,
    client_name: name,
    application_type: type === "native" ? "native" : "web",
    redirect_uris,
    response_types: redirects ? ["code"] : [],
    response_modes: ["query"],
    grant_types: type === "machine" ? ["client_credentials"] : forPeople,
    token_endpoint_auth_method: method,
    id_token_signed_response_alg: application.id_token_alg,
    allowed_origins: application.allowed_origins,
    // The engine wants one; secrets are compared by `opensApplication`.
    ...(method === "private_key_jwt" && { jwks: jwks ?? undefined }),
    ...(hasSecret(method) && { client_secret: Buffer.from(hmac("oidc-client", id)).toString("base64url") }),
  }
}
