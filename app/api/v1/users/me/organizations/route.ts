import { z } from "zod"
import { endpoint } from "@/lib/endpoint"
import { MyOrganization } from "@/lib/organizations/schema"
import { myOrganizations } from "@/lib/users/own"

export const GET = endpoint({
  summary: "List the current user's organizations",
  description: "With an access token, those of its tenant.",
  permission: "self",
  result: z.array(MyOrganization),
  run: ({ actor }) => myOrganizations(actor),
})
