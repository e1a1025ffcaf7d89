import { json } from "@/lib/core/http/response"

/** The process is up. Doesn't query the database, so that an outage doesn't restart us. */
export function GET(): Response {
  return json(200, { success: true, data: { status: "live" } })
}
