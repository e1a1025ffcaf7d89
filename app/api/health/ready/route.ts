import { json } from "@/lib/core/http/response"
import { readiness } from "@/lib/core/observability/readiness"

/**
 * Returns 200 if the database responds and has every migration, otherwise 503 with `Retry-After`. `mail` is `delayed`
 * while emails have waited for more than two minutes: the log says why. Reveals no hosts or versions.
 */
export async function GET(): Promise<Response> {
  const { ready, reason, mail } = await readiness()
  if (ready) return json(200, { success: true, data: { status: "ready", mail } })
  return json(503, { success: false, error: { code: "unavailable", message: reason } }, { "retry-after": "5" })
}
