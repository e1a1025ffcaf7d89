import { csvOfPages } from "../core/csv"
import type { Actor } from "../core/identity/authorize"
import type { UserQuery } from "../users/schema"
import { listMembers } from "./list"
import { seesEmails } from "./visibility"

const full = [
  "id",
  "name",
  "email",
  "role",
  "permissions",
  "status",
  "external_id",
  "last_seen_at",
  "expires_at",
  "created_at",
]
const card = ["id", "name", "role", "created_at"]

/** The members that match, as CSV, with the fields that the reader sees in the list. */
export function memberCsv(actor: Actor<"users:read">, query: UserQuery): AsyncGenerator<string> {
  const columns = seesEmails(actor) ? full : card
  return csvOfPages(columns, (cursor) =>
    listMembers(actor, { ...query, cursor, before: undefined, limit: 500, total: false }),
  )
}
