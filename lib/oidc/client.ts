import type { AdapterPayload } from "oidc-provider"
import type { StoredApplication } from "../applications/store"
import { hmac } from "../core/crypto"

/** An application as the engine knows it. */
export function clientMetadata(application: StoredApplication): AdapterPayload {
  const { id, name, type, redirect_uris, token_endpoint_auth_method: method } = application
  const machine = type === "machine"
  return {
    client_id: id,
    client_name: name,
    application_type: type === "native" ? "native" : "web",
    redirect_uris,
    response_types: machine ? [] : ["code"],
    response_modes: ["query"],
    grant_types: machine ? ["client_credentials"] : ["authorization_code", "refresh_token"],
    token_endpoint_auth_method: method,
    id_token_signed_response_alg: application.id_token_alg,
    allowed_origins: application.allowed_origins,
    // The engine wants one; secrets are compared by `opensApplication`.
    ...(method !== "none" && { client_secret: Buffer.from(hmac("oidc-client", id)).toString("base64url") }),
  }
}
