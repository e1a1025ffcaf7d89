import { Accepted } from "@/lib/auth/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { requestEmailChange } from "@/lib/users/email"
import { EmailChange } from "@/lib/users/schema"

export const POST = endpoint({
  summary: "Change the current user's address",
  description: "A link goes to the new address, which counts only once confirmed there; the old one is told.",
  permission: "self",
  body: EmailChange,
  result: Accepted,
  status: 202,
  idempotent: true,
  limit: "mail",
  run: ({ actor, body }) => requestEmailChange(actor, body),
})
