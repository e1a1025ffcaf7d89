import { recordEvent, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import type { Scope } from "../core/identity/access"
import { markUsed } from "../memberships/last-used"
import { tellOfNewDevice } from "../sessions/new-device"
import { asBegun, assertOpens } from "../sessions/open-scope"
import { type SignIn, startSession } from "../sessions/service"

/**
 * Starts a session with its side effects: the scope of its tokens, the audit event, an email about a new device.
 * @param amr how the person signed in (RFC 8176)
 * @param factor the second factor, or what replaced the password, for the audit log
 * @param rememberedSince when a second factor was shown in a browser that is remembered and that stands for it
 * @throws AppError for the API, where the policy of the scope demands another sign-in: as `assertOpens`
 */
export async function begin(
  tx: Tx,
  userId: string,
  kind: "browser" | "api",
  scope: Scope | null,
  action: string,
  amr: readonly string[] = ["pwd"],
  factor: string | null = null,
  rememberedSince: Date | null = null,
): Promise<SignIn> {
  await tellOfNewDevice(tx, userId)
  if (kind === "api" && scope) await assertOpens(tx, async () => asBegun(amr, rememberedSince), scope)
  const session = await startSession(tx, userId, kind, scope, amr, rememberedSince)
  if (scope?.organizationId) await markUsed(tx, userId, scope)
  await recordEvent(
    tx,
    { userId },
    {
      tenantId: scope?.tenantId ?? systemTenant,
      organizationId: scope?.organizationId ?? null,
      action,
      target: { type: "session", id: session.sessionId },
      after: { kind, ...(factor && { factor }) },
    },
  )
  return { ...session, userId, scope }
}
