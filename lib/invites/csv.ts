import type { z } from "zod"
import { csvOfPages } from "../core/csv"
import type { Actor } from "../core/identity/authorize"
import { listInvites } from "./list"
import type { InviteQuery } from "./schema"

const columns = [
  "id",
  "email",
  "name",
  "role",
  "permissions",
  "status",
  "delivery",
  "sent_at",
  "send_count",
  "expires_at",
  "created_at",
]

/** The invitations that match, as CSV. */
export const inviteCsv = (actor: Actor<"invites:read">, query: z.output<typeof InviteQuery>): AsyncGenerator<string> =>
  csvOfPages(columns, (cursor) => listInvites(actor, { ...query, cursor, before: undefined, limit: 500, total: false }))
