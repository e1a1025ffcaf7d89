import { endpoint } from "@/lib/core/http/endpoint"
import { exportMe } from "@/lib/users/export"
import { Export } from "@/lib/users/schema"

export const GET = endpoint({
  summary: "Export what we hold about the current user",
  description: "With an access token, what belongs to its tenant.",
  permission: "self",
  result: Export,
  run: ({ actor }) => exportMe(actor),
})
