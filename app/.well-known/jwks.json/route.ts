import { json } from "@/lib/core/http/response"
import { publicKeys } from "@/lib/core/identity/signing-keys"

/** The public keys that access tokens are signed with (RFC 7517). Empty with HS256: who can check with that secret can mint. */
export async function GET(): Promise<Response> {
  return json(200, await publicKeys(), { "cache-control": "public, max-age=300" })
}
