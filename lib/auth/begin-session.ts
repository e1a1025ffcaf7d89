import { recordEvent, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import type { Scope } from "../core/identity/access"
import { markUsed } from "../memberships/last-used"
import { tellOfNewDevice } from "../sessions/new-device"
import { asBegun, assertOpens } from "../sessions/open-scope"
import { type Factor, type SignIn, startSession } from "../sessions/service"

/**
 * Starts a session with its side effects: the scope of its tokens, the audit event, an email about a new device.
 * @param amr how the person signed in (RFC 8176)
 * @param factor the second factor, for the audit log
 * @param factorAt when a second factor was shown, where that was before
 * @throws AppError for the API, where the policy of the scope demands another sign-in: as `assertOpens`
 */
export async function begin(
  tx: Tx,
  userId: string,
  kind: "browser" | "api",
  scope: Scope | null,
  action: string,
  amr: readonly string[] = ["pwd"],
  factor: Factor | "remembered_device" | null = null,
  factorAt: Date | null = null,
): Promise<SignIn> {
  await tellOfNewDevice(tx, userId)
  if (kind === "api" && scope) await assertOpens(tx, async () => asBegun(amr, factorAt), scope)
  const session = await startSession(tx, userId, kind, scope, amr, factorAt)
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
