import { z } from "zod"
import { endpoint } from "@/lib/core/http/endpoint"
import { MyOrganization } from "@/lib/organizations/schema"
import { myOrganizations } from "@/lib/users/me"

export const GET = endpoint({
  operationId: "listMyOrganizations",
  summary: "List the current user's organizations",
  description: "With an access token, only those of its tenant.",
  permission: "self",
  result: z.array(MyOrganization),
  run: ({ actor }) => myOrganizations(actor),
})
