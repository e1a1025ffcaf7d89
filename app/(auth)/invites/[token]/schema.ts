import { z } from "zod"
import { onward } from "@/app/(auth)/continue/schema"
import { Token } from "@/lib/core/schema"
import { Acceptance } from "@/lib/invites/schema"

/** The token of the invite's link. */
export const InviteToken = z.strictObject({ token: Token, ...onward })

/** The API's acceptance by a new address; the form requires all fields. */
export const NewcomerAcceptance = Acceptance.required({ name: true, password: true }).extend({
  token: Token,
  ...onward,
})
