import type { z } from "zod"
import { recordEvent, systemTenant } from "../audit-events/record"
import { Prisma } from "../core/db/client"
import { byCreation, listPage, type Page } from "../core/db/paginate"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { deviceName } from "../sessions/device-name"
import type { DeviceQuery, RememberedDevice } from "./schema"

type Row = Omit<RememberedDevice, "device"> & { user_agent: string | null }

/** Lists the browsers in which the caller is asked for no code, newest first. */
export async function listDevices(
  { userId }: UserCaller,
  query: z.output<typeof DeviceQuery>,
): Promise<Page<RememberedDevice>> {
  const page = await listPage<Row>({
    select: Prisma.sql`id, user_agent, created_at, last_used_at, expires_at`,
    table: "remembered_devices",
    within: [Prisma.sql`user_id = ${userId}`, Prisma.sql`revoked_at IS NULL`, Prisma.sql`expires_at > now()`],
    ...byCreation,
    descending: true,
    page: query,
  })
  return { ...page, rows: page.rows.map(({ user_agent, ...row }) => ({ ...row, device: deviceName(user_agent) })) }
}

/** Revokes one of them. @throws AppError not_found */
export async function revokeDevice(me: UserCaller, id: string): Promise<void> {
  await transaction(async (tx) => {
    await assertSignedIn(tx, me)
    const revoked = await tx.$executeRaw`
      UPDATE remembered_devices SET revoked_at = now()
      WHERE user_id = ${me.userId} AND id = ${id} AND revoked_at IS NULL AND expires_at > now()`
    if (revoked === 0) throw new AppError("not_found")
    await recordEvent(tx, me, {
      tenantId: me.tenantId ?? systemTenant,
      action: "session.device_forgotten",
      target: { type: "user", id: me.userId },
    })
  })
}
