import { endpoint } from "@/lib/endpoint"
import { MePatch, User } from "@/lib/users/schema"
import { getMe, updateMe } from "@/lib/users/service"

export const GET = endpoint({
  summary: "Get the current user",
  permission: "self",
  result: User,
  run: ({ actor }) => getMe(actor),
})

export const PUT = endpoint({
  summary: "Update the current user's profile",
  description: "Fields that are not sent stay.",
  permission: "self",
  body: MePatch,
  result: User,
  versioned: true,
  run: ({ actor, body, ifMatch }) => updateMe(actor, body, ifMatch),
})
