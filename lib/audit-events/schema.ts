import { z } from "zod"
import { Id, Paging, rule, Timestamp, TimestampInput } from "../core/schema"
import { auditActions } from "../i18n/audit-actions"

/** Who did what to whom, when, and from where. */
export const AuditEvent = z
  .object({
    id: Id,
    tenant_id: Id,
    organization_id: Id.nullable(),
    created_at: Timestamp,
    actor: z.object({ type: z.enum(["user", "api_key", "application", "system", "anonymous"]), id: Id.nullable() }),
    action: z.string().meta({
      description: "What happened. New actions can be added: ignore those you don't know.",
      example: "member.updated",
      "x-extensible-enum": auditActions.map(({ action }) => action),
    }),
    target: z.object({ type: z.string(), id: Id }).nullable(),
    before: z.json().nullable(),
    after: z.json().nullable(),
    ip: z.string().nullable(),
    user_agent: z.string().nullable(),
    request_id: z.string().nullable(),
  })
  .meta({
    id: "AuditEvent",
    example: {
      id: "evt_123",
      tenant_id: "ten_demo",
      organization_id: "org_123",
      created_at: "2026-01-01T00:00:00Z",
      actor: { type: "user", id: "user_123" },
      action: "member.updated",
      target: { type: "user", id: "user_456" },
      before: { role: "guest" },
      after: { role: "member" },
      ip: "203.0.113.7",
      user_agent: "curl/8.5.0",
      request_id: "req_123",
    },
  })
export type AuditEvent = z.input<typeof AuditEvent>

/**
 * With `sort=created_at` a feed that ends FEED_LAG_SECONDS (20) before now, so that no event committed late is skipped.
 */
export const AuditQuery = Paging.extend({
  actor: Id.optional(),
  action: z
    .string()
    .regex(/^[a-z_]{1,40}(\.[a-z_]{1,40})?$/, rule("action"))
    .optional()
    .meta({ description: "An action, or a group of them: `member`.", example: "member.updated" }),
  target: Id.optional(),
  from: TimestampInput.optional(),
  to: TimestampInput.optional(),
  sort: z.enum(["-created_at", "created_at"]).default("-created_at"),
})
export type AuditQuery = z.output<typeof AuditQuery>
