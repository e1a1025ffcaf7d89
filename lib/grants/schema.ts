import { z } from "zod"
import { Id, Paging, Timestamp } from "../core/schema"

/** What a person lets an application know and do, in one organization. */
export const Grant = z
  .object({
    id: Id,
    user_id: Id,
    application_id: Id,
    application_name: z.string(),
    organization_id: Id,
    organization_name: z.string(),
    scopes: z.array(z.string()),
    created_at: Timestamp,
    last_used_at: Timestamp,
  })
  .meta({ id: "Grant" })
export type Grant = z.input<typeof Grant>

export const GrantQuery = Paging
/** ID of a grant. */
export const GrantTarget = z.strictObject({ grant_id: Id })
export const OwnGrantPath = z.strictObject({ id: Id })
/** Whose grant. */
export const MemberGrantTarget = z.strictObject({ user_id: Id, grant_id: Id })
export const MemberGrantPath = z.strictObject({ id: Id, grant_id: Id })
