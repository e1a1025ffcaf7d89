import { z } from "zod"
import { Id, Paging } from "../core/schema"
import { Organization } from "../organizations/schema"
import { UserView } from "../users/schema"

/** What changed, as it is now. A user is a person in one organization, as `GET /users` lists them. */
export const Change = z
  .object({
    type: z.enum(["user", "organization"]),
    id: Id,
    organization_id: Id.meta({ description: "The organization of the user, or the organization itself." }),
    deleted: z.boolean().meta({ description: "Whether it is gone. Then there is no object." }),
    user: UserView.optional().meta({ description: "With the type `user`, unless deleted." }),
    organization: Organization.optional().meta({ description: "With the type `organization`, unless deleted." }),
  })
  .meta({ id: "Change" })
export type Change = z.input<typeof Change>

export const ChangeQuery = Paging.omit({ total: true }).extend({ tenant_id: Id.optional() })
export type ChangeQuery = z.output<typeof ChangeQuery>
