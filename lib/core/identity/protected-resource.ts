import { env } from "../env"
import { ownScopes } from "./application-scopes"
import { ownApiIdentifier } from "./application-tokens"

/** Path of the API's metadata: the path of its identifier is appended (RFC 9728 §3.1). */
export const protectedResourcePath = "/.well-known/oauth-protected-resource"

/** Address that responses to a missing or an invalid token name. */
export const protectedResourceUrl = () => `${env().PUBLIC_URL}${protectedResourcePath}/api/v1`

/** Metadata of the API as a protected resource (RFC 9728). */
export function protectedResource() {
  const scopes = ["web", "machine"].flatMap((type) => ownScopes({ type, third_party: false }))
  return {
    resource: ownApiIdentifier(),
    resource_name: "Nanostack",
    resource_documentation: `${env().PUBLIC_URL}/docs`,
    authorization_servers: [env().PUBLIC_URL],
    scopes_supported: [...new Set<string>(scopes)].sort(),
    bearer_methods_supported: ["header"],
  }
}
