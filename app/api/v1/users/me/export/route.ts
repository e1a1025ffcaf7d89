import { endpoint } from "@/lib/core/http/endpoint"
import { exportMe } from "@/lib/users/export"
import { Export } from "@/lib/users/schema"

export const GET = endpoint({
  operationId: "exportMe",
  summary: "Export the current user's data",
  description: "With an access token, only the data of its tenant.",
  permission: "self",
  compress: true,
  result: Export,
  run: ({ actor }) => exportMe(actor),
})
