import type { z } from "zod"
import { recordEvent } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { presentTimestamp, transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { readPolicy, unmetOf } from "../core/identity/policy"
import { assertVersion, type SeenVersion } from "../core/version"
import { lockScope } from "../organizations/store"
import { lockTenant } from "../tenants/locks"
import { adminsOf, signInsOf } from "./people"
import type { PolicyPatch } from "./schema"
import { getPolicy, isClosedTo, type Rules, writePolicy } from "./store"

type Patch = z.output<typeof PolicyPatch>
type Author = Actor<"policies:write"> | Actor<"tenant_admin">

/** Changes the policy of an organization. @throws AppError version_conflict, policy_locks_out */
export async function setOrganizationPolicy(actor: Actor<"policies:write">, patch: Patch, seen: SeenVersion) {
  return transaction(async (tx) => {
    await lockScope(tx, actor)
    await assertStillAuthorized(tx, actor, "policies:write")
    return change(tx, actor, patch, seen)
  })
}

/** Changes the policy of a tenant, for all of its organizations. @throws AppError version_conflict, policy_locks_out */
export async function setTenantPolicy(actor: Actor<"tenant_admin">, patch: Patch, seen: SeenVersion) {
  return transaction(async (tx) => {
    await lockTenant(tx, actor.tenantId)
    await assertStillAuthorized(tx, actor, "tenant_admin")
    return change(tx, actor, patch, seen)
  })
}

async function change(tx: Tx, actor: Author, patch: Patch, seen: SeenVersion) {
  const { tenantId, organizationId } = actor
  const { version, updated_at: _, tenant_id: __, organization_id: ___, ...before } = await getPolicy(actor, tx)
  assertVersion(seen, version)
  const after = await patched(before, patch, await presentTimestamp(tx))
  invalidate(organizationId ? `organization:${organizationId}` : `tenant:${tenantId}`)
  await writePolicy(tx, actor, after)
  await assertNotLockedOut(tx, actor)
  await recordEvent(tx, actor.caller, {
    tenantId,
    organizationId,
    action: organizationId ? "organization.policy_changed" : "tenant.policy_changed",
    target: organizationId ? { type: "organization", id: organizationId } : { type: "tenant", id: tenantId },
    before: asLogged(before),
    after: asLogged(after),
  })
  return getPolicy(actor, tx)
}

/** The period of grace begins with the change that asks for two-factor authentication, or names a period. */
async function patched(before: Rules, { grace_days, ...patch }: Patch, now: Date): Promise<Rules> {
  const sent = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  const after: Rules = { ...before, ...sent }
  if (after.allowed_methods) after.allowed_methods = [...new Set(after.allowed_methods)].sort()
  const begins = !before.require_two_factor || grace_days !== undefined
  if (!after.require_two_factor) after.two_factor_from = null
  else if (begins) after.two_factor_from = new Date(now.getTime() + (grace_days ?? 0) * 86_400_000)
  return after
}

/**
 * Asserts that a policy's author complies with it already, that one of the admins who can change it again does, and that
 * every organization of a tenant is left with a way to sign in. The grace period does not count.
 */
async function assertNotLockedOut(tx: Tx, { tenantId, organizationId, caller }: Author): Promise<void> {
  const policy = await readPolicy(tx, { tenantId, organizationId })
  if (!policy) return
  const inForce = { ...policy, twoFactorFrom: policy.twoFactorFrom === null ? null : 0 }
  const admins = await adminsOf(tx, { tenantId, organizationId })
  const signIns = await signInsOf(tx, caller.kind === "user" ? [...admins, caller.userId] : admins)
  const complying = signIns.filter(({ how }) => unmetOf(how, inForce) === null)
  const author = caller.kind !== "user" || complying.some(({ id }) => id === caller.sessionId)
  if (!author || !complying.some(({ userId }) => admins.includes(userId))) throw new AppError("policy_locks_out")
  if (organizationId === null && policy.methods && (await isClosedTo(tx, tenantId, policy.methods)))
    throw new AppError("policy_locks_out")
}

const asLogged = ({ two_factor_from, ...rules }: Rules) => ({
  ...rules,
  two_factor_from: two_factor_from?.toISOString() ?? null,
})
