import { z } from "zod"
import { Id, Paging, Timestamp } from "../core/schema"

/** A browser in which an account's sign-in by password needs no code. */
export const RememberedDevice = z
  .object({
    id: Id,
    device: z.string().meta({ example: "Firefox on Linux" }),
    created_at: Timestamp.meta({ description: "When the code was entered." }),
    last_used_at: Timestamp.nullable(),
    expires_at: Timestamp,
  })
  .meta({
    id: "RememberedDevice",
    example: {
      id: "dev_123",
      device: "Firefox on Linux",
      created_at: "2026-01-01T00:00:00Z",
      last_used_at: "2026-01-08T08:15:00Z",
      expires_at: "2026-01-31T00:00:00Z",
    },
  })
export type RememberedDevice = z.input<typeof RememberedDevice>

export const DeviceQuery = Paging
export const DevicePath = z.strictObject({ id: Id })
export const DeviceTarget = z.strictObject({ device_id: Id })
