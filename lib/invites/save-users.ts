import type { z } from "zod"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import type { Actor } from "../core/identity/authorize"
import { givesMore } from "../core/identity/permissions"
import { readTerms } from "../core/identity/role-terms"
import { inChunks } from "../core/in-chunks"
import type { Outcome } from "../core/outcome"
import { lastsLonger } from "../memberships/assign"
import { rightsAfter, rolesIn, type Wanted, worthIn } from "../memberships/change"
import { changeMembers, judgeChanges } from "../memberships/change-many"
import { giveNewcomersMore } from "../memberships/worth"
import { type BatchResult, BatchUser, type UserBatch } from "../users/schema"
import { type Admission, makeAdmitted, previewOffers, sentOf, withMails } from "./admit-mails"
import { lockToOffer, organizationOf } from "./offer"
import { changesOf, type Given, offersOf, planOf, type Saved, type Step } from "./plan"
import { asAppError, failureOf, readRows, settleRows } from "./rows"

type Result = z.input<typeof BatchResult>

/** The parsed rows. */
export const usersOf = ({ users }: z.output<typeof UserBatch>) => readRows(BatchUser, users)

/**
 * Creates or changes many users of the actor's organization, each on its own: a result per row; a failed row doesn't stop
 * the others. A row with the `external_id` of a member changes them, any other creates a user. With `dry_run` nothing is
 * written or emailed.
 */
export async function saveUsers(actor: Actor<"users:write">, input: z.output<typeof UserBatch>): Promise<Result[]> {
  const settled = await settleRows(usersOf(input), (given) => {
    const users = given.map(completedBy(input))
    if (input.dry_run) return previewUsers(actor, users)
    return inChunks(`members ${organizationOf(actor)}`, users, (chunk) => saveChunk(actor, chunk))
  })
  return settled.map(({ read: { row, external_id, email }, outcome }): Result => {
    const whose = { row, external_id, email }
    if (!outcome) return { ...whose, result: "not_tried", id: null }
    if ("value" in outcome) return { ...whose, ...outcome.value }
    return { ...whose, result: "failed", id: null, ...failureOf(asAppError(outcome.error)) }
  })
}

const completedBy =
  ({ send_invite }: z.output<typeof UserBatch>) =>
  (one: z.output<typeof BatchUser>): Given => ({ ...one, send_invite: one.send_invite ?? send_invite })

/** Whether a batch grants anyone more access than before, or for longer. */
export async function grantsMore(actor: Actor<"users:write">, input: z.output<typeof UserBatch>): Promise<boolean> {
  const users = usersOf(input).flatMap((read) => ("given" in read ? [completedBy(input)(read.given)] : []))
  const plan = await planOf(db(), actor, users)
  const changes = changesOf(plan)
  const roles = await readTerms(db(), actor.tenantId, rolesIn(changes))
  const changed = changes.some(({ row, patch }) => {
    const next = rightsAfter(row, patch, roles)
    return lastsLonger(row, next) || givesMore(worthIn(roles, row), worthIn(roles, next))
  })
  return changed || giveNewcomersMore(actor.tenantId, offersOf(plan))
}

/** Whether rows are left that were not tried. */
export const isUnfinished = (results: readonly { result: string }[]): boolean =>
  results.some(({ result }) => result === "not_tried")

async function saveChunk(actor: Actor<"users:write">, users: readonly Given[]): Promise<Outcome<Saved>[]> {
  const offers = offersOf(await planOf(db(), actor, users))
  const { outcomes } = await withMails(actor, offers, (admission) =>
    transaction((tx) => saveIn(tx, actor, users, admission)),
  )
  return outcomes
}

async function saveIn(tx: Tx, actor: Actor<"users:write">, users: readonly Given[], admission: Admission) {
  const { current, organization } = await lockToOffer(tx, actor, "users:write")
  const plan = await planOf(tx, current, users, true)
  const changed = await changeMembers(tx, current, organization, changesOf(plan))
  const made = await makeAdmitted(tx, current, organization, offersOf(plan), admission)
  return { sent: sentOf(made), outcomes: inOrder(plan, changed, made, ["updated", "created"]) }
}

async function previewUsers(actor: Actor<"users:write">, users: readonly Given[]): Promise<Outcome<Saved>[]> {
  const plan = await planOf(db(), actor, users)
  const scope = { tenantId: actor.tenantId, organizationId: organizationOf(actor) }
  const changed = await judgeChanges(db(), actor, scope, changesOf(plan))
  return inOrder(plan, changed, await previewOffers(actor, offersOf(plan)), ["would_update", "would_create"])
}

/** Gives each row of a plan its outcome. */
function inOrder(
  plan: readonly Step[],
  changed: readonly Outcome<Wanted>[],
  made: readonly Outcome<{ userId: string | undefined }>[],
  [updated, created]: readonly [Saved["result"], Saved["result"]],
): Outcome<Saved>[] {
  const [changes, offers] = [changed.values(), made.values()]
  return plan.map((step): Outcome<Saved> => {
    if ("outcome" in step) return step.outcome
    if ("wanted" in step) return map(changes.next().value, ({ row }) => ({ id: row.id, result: updated }))
    return map(offers.next().value, ({ userId }) => ({
      id: (created === "created" && userId) || null,
      result: created,
    }))
  })
}

function map<T, Value>(outcome: Outcome<T> | undefined, to: (value: T) => Value): Outcome<Value> {
  if (!outcome) throw new Error("a row has no outcome")
  return "error" in outcome ? outcome : { value: to(outcome.value) }
}
