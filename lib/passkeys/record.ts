import { recordEvent, systemTenant } from "../audit-events/record"
import { currentRequest } from "../core/context"
import type { Tx } from "../core/db/client"
import type { UserCaller } from "../core/identity/caller"
import { enqueueMail, linkTo } from "../mail/outbox"
import { deviceName } from "../sessions/device-name"

/** Emails the owner that a passkey was added or removed, and records it. */
export async function recordChange(
  tx: Tx,
  me: UserCaller,
  change: "added" | "removed",
  { id, name: passkey }: { id: string; name: string },
): Promise<void> {
  const device = deviceName(currentRequest().userAgent)
  const data = { name: me.name, passkey, device, url: linkTo("/profile/security") }
  await enqueueMail(tx, { to: me.email, template: `passkey_${change}`, data, tenantId: null })
  await recordEvent(tx, me, {
    tenantId: me.tenantId ?? systemTenant,
    action: `user.passkey_${change}`,
    target: { type: "user", id: me.userId },
    after: { passkey: id },
  })
}
