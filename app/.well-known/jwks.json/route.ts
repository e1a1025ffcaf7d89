import { json } from "@/lib/core/http/response"
import { publicKeys } from "@/lib/core/identity/signing-keys"
import { publicJwks } from "@/lib/oidc/keys"

/**
 * The public keys of all tokens (RFC 7517): those for applications, and those of the API's own, which has none with
 * HS256, because who can check with that secret can mint.
 */
export async function GET(): Promise<Response> {
  const { keys } = await publicKeys()
  const response = json(200, { keys: [...keys, ...(await publicJwks())] })
  response.headers.set("cache-control", "public, max-age=300")
  return response
}
