import { z } from "zod"
import { endpoint } from "@/lib/core/http/endpoint"
import { myInvites } from "@/lib/users/my-invites"
import { MyInvite } from "@/lib/users/schema"

export const GET = endpoint({
  summary: "List pending invites to the current user's verified address",
  permission: "self",
  result: z.array(MyInvite),
  errors: ["email_not_verified"],
  run: ({ actor }) => myInvites(actor),
})
