import { listed, recordEvents } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { presentTimestamp } from "../core/db/transaction"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { readTerms } from "../core/identity/role-terms"
import { type Outcome, outcomeOf } from "../core/outcome"
import type { Revoked } from "../endings/cells"
import { end } from "../endings/end"
import { changeInviteTerms } from "../invites/ends"
import { registerPermissions } from "../permissions/registry"
import { rights } from "./assign"
import { type Change, decide, rolesIn, type Wanted } from "./change"
import { isOnly, isUnlimited, unlimitedAdminsOf } from "./last-admin"
import { tellOfChanges } from "./tell"
import { writeChanges } from "./write-changes"

type Organization = { id: string; name: string }

/** A change that was made, with what a suspension revoked. */
export type Changed = Change & { stopped?: Revoked }

/**
 * Changes members of an organization, each judged for itself: a few statements, whatever their number. Behind the lock of
 * the organization.
 * @returns an outcome for each, in the same order
 */
export async function changeMembers(
  tx: Tx,
  current: Actor<"users:write">,
  organization: Organization,
  wanted: readonly Wanted[],
): Promise<Outcome<Changed>[]> {
  const { tenantId } = current
  const scope = { tenantId, organizationId: organization.id }
  const moment = await presentTimestamp(tx)
  const outcomes = await judgeAt(moment, tx, current, scope, wanted)
  const changes = outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value] : []))
  if (changes.length === 0) return outcomes
  const of = (some: readonly Change[]) => ({
    userIds: some.map(({ row }) => row.id),
    tenantIds: [tenantId],
    organizationId: organization.id,
  })
  const revives = changes.filter((change) => change.revives)
  if (revives.length > 0) await end(tx, "membership_expired", of(revives))
  await registerPermissions(
    tx,
    tenantId,
    changes.flatMap(({ next }) => next.permissions),
  )
  await writeChanges(tx, scope, changes, moment)
  const offered = changes.filter(({ row, patch }) => row.status === "invited" && (patch.role || patch.permissions))
  await changeInviteTerms(
    tx,
    scope,
    offered.map(({ row, next }) => ({ ...next, email: row.email })),
  )
  // No batch suspends, so what was revoked belongs to one person.
  const suspended = changes.filter((change) => change.suspends)
  const ended = suspended.length > 0 ? await end(tx, "membership_suspended", of(suspended)) : null
  const stopped = ended && withoutSessions(ended)
  await recordEvents(
    tx,
    current.caller,
    changes.map(({ row, next, patch, suspends, lifts }) => ({
      ...scope,
      action: suspends ? "member.suspended" : lifts ? "member.reactivated" : "member.updated",
      target: { type: "user", id: row.id },
      before: rights(row),
      after: { ...rights(next), changed: Object.keys(patch), ...(suspends && stopped && listed(stopped)) },
    })),
  )
  await tellOfChanges(tx, current.caller, tenantId, organization, changes)
  return outcomes.map((outcome) =>
    "value" in outcome && outcome.value.suspends && stopped ? { value: { ...outcome.value, stopped } } : outcome,
  )
}

const withoutSessions = ({ sessions: _, ...stopped }: Revoked & { sessions: number }): Revoked => stopped

/** Judges changes, each for itself and after those before it, and writes nothing. */
export async function judgeChanges(
  client: Tx,
  current: Actor<"users:write">,
  scope: { tenantId: string; organizationId: string },
  wanted: readonly Wanted[],
): Promise<Outcome<Change>[]> {
  return wanted.length > 0 ? judgeAt(await presentTimestamp(client), client, current, scope, wanted) : []
}

async function judgeAt(
  moment: Date,
  client: Tx,
  current: Actor<"users:write">,
  scope: { tenantId: string; organizationId: string },
  wanted: readonly Wanted[],
): Promise<Outcome<Change>[]> {
  const roles = await readTerms(client, scope.tenantId, rolesIn(wanted), "share")
  return keepAnAdmin(
    client,
    scope,
    wanted.map((one) => outcomeOf(() => decide(current, one, roles, moment))),
  )
}

/** Refuses what would take the last unlimited admin; each change is judged after those before it. */
async function keepAnAdmin(
  tx: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  judged: readonly Outcome<Change>[],
): Promise<Outcome<Change>[]> {
  const lowers = ({ row, next }: Change) => isUnlimited(row) && !isUnlimited(next)
  if (!judged.some((outcome) => "value" in outcome && lowers(outcome.value))) return [...judged]
  let admins = await unlimitedAdminsOf(tx, tenantId, organizationId)
  return judged.map((outcome) => {
    if (!("value" in outcome)) return outcome
    const { row, next, user } = outcome.value
    if (lowers(outcome.value)) {
      if (isOnly(admins, row.id)) return { error: new AppError("last_admin") }
      admins = admins.filter((id) => id !== row.id)
    } else if (!isUnlimited(row) && isUnlimited(next) && user.email_verified) admins = [...admins, row.id]
    return outcome
  })
}
