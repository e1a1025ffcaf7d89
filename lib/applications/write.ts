import { type By, recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import type { Prisma, Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { lockScope } from "../organizations/store"
import type { Application } from "./schema"

/**
 * Locks an application's organization or tenant, and repeats the authorization.
 * @throws AppError not_a_user: keys don't manage applications
 */
export async function lockAndAuthorize(tx: Tx, actor: Actor<"applications:write">) {
  const { tenantId, organizationId } = actor
  await lockScope(tx, { tenantId, organizationId: null })
  if (organizationId) await lockScope(tx, { tenantId, organizationId })
  const current = await assertStillAuthorized(tx, actor, "applications:write")
  if (current.caller.kind !== "user") throw new AppError("not_a_user")
  const me: UserCaller = current.caller
  return { actor: current, me }
}

/** Writes an application's audit event, and evicts it from every server's cache. */
export async function record(
  tx: Tx,
  { caller, tenantId }: { caller: By; tenantId: string },
  action: string,
  { id, organization_id: organizationId }: Application,
  after: Prisma.InputJsonObject,
): Promise<void> {
  invalidate(`application:${id}`)
  await recordEvent(tx, caller, { tenantId, organizationId, action, target: { type: "application", id }, after })
}
