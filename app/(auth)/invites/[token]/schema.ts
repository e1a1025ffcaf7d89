import { z } from "zod"
import { Token } from "@/lib/core/schema"
import { Acceptance } from "@/lib/invites/schema"

/** The token of the invite's link. */
export const InviteToken = z.strictObject({ token: Token })

/** The API's acceptance by a new address, where the form cannot leave anything out. */
export const NewcomerAcceptance = Acceptance.required().extend({ token: Token })
