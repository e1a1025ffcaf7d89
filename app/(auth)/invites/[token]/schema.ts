import { z } from "zod"
import { Acceptance } from "@/lib/invites/schema"
import { Token } from "@/lib/schema"

/** The token of the invite's link. */
export const InviteToken = z.strictObject({ token: Token })

/** The API's acceptance by a new address, where the form cannot leave anything out. */
export const NewcomerAcceptance = Acceptance.required().extend({ token: Token })
