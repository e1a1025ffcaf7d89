import { listChanges } from "@/lib/changes/list"
import { Change, ChangeQuery } from "@/lib/changes/schema"
import { endpoint } from "@/lib/core/http/endpoint"
import { peopleOf } from "@/lib/core/http/member-scope"

export const GET = endpoint({
  operationId: "listChanges",
  applications: "changes:read",
  summary: "List changes",
  description:
    "For keeping a copy of users and organizations. Without a cursor, returns everything that exists, then what has changed since. There is always a `next_cursor`: store it, and continue from it later. Each object appears as it is now, or as `deleted`; `last_seen_at` alone is no change. Requires `users:read` for users and `organizations:read` for organizations; emails need `users:write`, as everywhere.",
  permission: "changes:read",
  scope: peopleOf,
  query: ChangeQuery,
  result: Change,
  list: true,
  errors: ["cursor_expired"],
  run: ({ actor, query }) => listChanges(actor, query),
})
