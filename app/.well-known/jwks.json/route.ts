import { json } from "@/lib/core/http/response"
import { publicKeys } from "@/lib/core/identity/signing-keys"

/** Public keys for access tokens (RFC 7517). Empty with HS256, whose key must stay secret: it can also sign tokens. */
export async function GET(): Promise<Response> {
  return json(200, await publicKeys(), { "cache-control": "public, max-age=300" })
}
