import { endpoint } from "@/lib/core/http/endpoint"
import { saveUsersAct } from "@/lib/invites/acts"

export const POST = endpoint(saveUsersAct, {
  operationId: "saveUsers",
  applications: { scope: "users:write", machines: false },
  summary: "Create or update many users",
  description:
    "Takes up to 1,000 rows and returns a result for each, in the same order. A row with the `external_id` of a member of the organization updates that member; any other creates a user as `POST /users` does. With `dry_run`, nothing is saved or sent. Rows that the request had no time for are `not_tried`: repeat the request with the same `Idempotency-Key`, or send them again.",
  idempotent: true,
})
