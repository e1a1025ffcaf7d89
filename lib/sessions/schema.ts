import { z } from "zod"
import { Id, Paging, Timestamp } from "../core/schema"

/** A session, as its owner sees it. */
export const Session = z
  .object({
    id: Id,
    kind: z.enum(["browser", "api"]),
    device: z.string().meta({ example: "Firefox on Linux" }),
    ip: z.string().nullable(),
    organization_id: Id.nullable(),
    current: z.boolean(),
    created_at: Timestamp,
    last_seen_at: Timestamp,
    expires_at: Timestamp,
  })
  .meta({
    id: "Session",
    example: {
      id: "ses_123",
      kind: "browser",
      device: "Firefox on Linux",
      ip: "203.0.113.7",
      organization_id: null,
      current: true,
      created_at: "2026-01-01T00:00:00Z",
      last_seen_at: "2026-02-03T08:15:00Z",
      expires_at: "2026-03-05T08:15:00Z",
    },
  })
export type Session = z.input<typeof Session>

/** A session, as an admin sees it: where someone signed in from is theirs to know. */
export const MemberSession = Session.omit({ ip: true, current: true }).meta({ id: "MemberSession" })

export const SessionQuery = Paging
/** ID of a session. */
export const SessionTarget = z.strictObject({ session_id: Id })
export const SessionPath = z.strictObject({ id: Id })
