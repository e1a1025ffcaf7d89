import { Accepted } from "@/lib/auth/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { changeEmailAct } from "@/lib/users/acts"

export const POST = endpoint(changeEmailAct, {
  summary: "Change the current user's address",
  description: "A link goes to the new address, which counts only once confirmed there; the old one is told.",
  result: Accepted,
  status: 202,
  idempotent: true,
})
