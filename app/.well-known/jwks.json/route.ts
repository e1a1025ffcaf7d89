import { json } from "@/lib/core/http/response"
import { publishedJwks } from "@/lib/core/identity/application-tokens"
import { publicKeys } from "@/lib/core/identity/signing-keys"

/**
 * Public keys for access tokens (RFC 7517): those of tokens for applications, and those of the API's own tokens, which
 * are none with HS256, whose key must stay secret: it can also sign tokens.
 */
export async function GET(): Promise<Response> {
  const { keys } = await publicKeys()
  const all = [...keys, ...(await publishedJwks())]
  return json(200, { keys: all }, { "cache-control": "public, max-age=300" })
}
