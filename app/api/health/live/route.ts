import { json } from "@/lib/core/http/response"

/** The process answers. Asks nothing of the database, so that an outage does not get us restarted. */
export function GET(): Response {
  return json(200, { success: true, data: { status: "live" } })
}
