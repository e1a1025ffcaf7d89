import { z } from "zod"
import { Id, Paging, rule, Timestamp, TimestampInput } from "../core/schema"

/** Who did what to whom, when, and from where. */
export const AuditEvent = z
  .object({
    id: Id,
    tenant_id: Id,
    organization_id: Id.nullable(),
    created_at: Timestamp,
    actor: z.object({ type: z.enum(["user", "api_key", "system", "anonymous"]), id: Id.nullable() }),
    action: z.string().meta({ example: "member.updated" }),
    target: z.object({ type: z.string(), id: Id }).nullable(),
    before: z.json().nullable(),
    after: z.json().nullable(),
    ip: z.string().nullable(),
    user_agent: z.string().nullable(),
    request_id: z.string().nullable(),
  })
  .meta({ id: "AuditEvent" })
export type AuditEvent = z.input<typeof AuditEvent>

/**
 * With `sort=created_at` a feed that ends FEED_LAG_SECONDS (20) before now, so that no event committed late is skipped.
 */
export const AuditQuery = Paging.extend({
  actor: Id.optional(),
  action: z
    .string()
    .regex(/^[a-z_]{1,40}(\.[a-z_]{1,40})?$/, rule("action"))
    .optional(),
  target: Id.optional(),
  from: TimestampInput.optional(),
  to: TimestampInput.optional(),
  sort: z.enum(["-created_at", "created_at"]).default("-created_at"),
})
export type AuditQuery = z.output<typeof AuditQuery>
