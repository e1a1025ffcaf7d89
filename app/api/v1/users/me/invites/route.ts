import { z } from "zod"
import { endpoint } from "@/lib/core/http/endpoint"
import { myInvites } from "@/lib/users/my-invites"
import { MyInvite } from "@/lib/users/schema"

export const GET = endpoint({
  operationId: "listMyInvites",
  summary: "List pending invitations to the current user's verified email",
  permission: "self",
  result: z.array(MyInvite),
  errors: ["email_not_verified"],
  run: ({ actor }) => myInvites(actor),
})
