import { json } from "@/lib/core/http/response"
import { protectedResource } from "@/lib/core/identity/protected-resource"

/** Where tokens for the API come from (RFC 9728). Any page may read it. */
export function GET(): Response {
  return json(200, protectedResource(), { "cache-control": "public, max-age=300", "access-control-allow-origin": "*" })
}
