import { lockAccounts } from "../accounts/store"
import { invalidate } from "../core/cache/authorization-cache"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { openChallenges } from "../core/identity/challenges"
import { end } from "../endings/end"
import { liveSessions, liveSessionsIn } from "../sessions/ends"
import { peopleOf } from "./batches"
import { recordBatch, recordForPeople } from "./record"
import type { Target } from "./target"
import { emailPeople, type News } from "./tell"

const action = "session.ended_by_operator"

/**
 * Ends the sessions and sign-in challenges of a person, of all members of an organization or tenant, or of all people.
 * All of a member's sessions end, since each can be switched to this organization; API sessions of others, such as
 * super admins, end where they give access to it. A transaction covers a thousand people: an interrupted run can be
 * repeated.
 */
export async function endSessionsOf(target: Target): Promise<{ sessions: number; challenges: number; people: number }> {
  const total = { sessions: 0, challenges: 0, people: 0 }
  for await (const ids of peopleOf(target)) {
    const ended = await transaction((tx) => endOfPeople(tx, target, ids))
    total.sessions += ended.sessions
    total.challenges += ended.challenges
    total.people += ended.people
  }
  if (target.kind === "person" || target.kind === "all") return total
  const others = await transaction((tx) => endOfOthers(tx, target))
  return { ...total, sessions: total.sessions + others.sessions, people: total.people + others.people }
}

async function endOfPeople(tx: Tx, target: Target, ids: string[]) {
  await lockAccounts(tx, ids)
  const sessions = await liveSessions(tx, ids)
  const challenges = await openChallenges(tx, ids)
  const people = [...new Set([...sessions.keys(), ...challenges.keys()])]
  if (people.length > 0) await end(tx, "sessions_ended_by_operator", { userIds: people, tenantIds: [] })
  await tell(tx, target, people, sessions, "all")
  return { sessions: sum(sessions), challenges: sum(challenges), people: people.length }
}

/** Ends API sessions of non-members whose tokens give access to it. */
async function endOfOthers(tx: Tx, target: Target & { kind: "organization" | "tenant" }) {
  const organizationId = target.kind === "organization" ? target.organizationId : null
  const scope = { tenantId: target.tenantId, organizationId }
  await lockAccounts(tx, [...(await liveSessionsIn(tx, scope)).keys()])
  const sessions = await liveSessionsIn(tx, scope)
  const people = [...sessions.keys()]
  invalidate(...people.map((id) => `user:${id}` as const))
  if (people.length > 0)
    await end(tx, "sessions_there_ended_by_operator", { tenantIds: [target.tenantId], organizationId })
  await tell(tx, target, people, sessions, "some")
  return { sessions: sum(sessions), people: people.length }
}

async function tell(
  tx: Tx,
  target: Target,
  people: readonly string[],
  sessions: ReadonlyMap<string, number>,
  which: NonNullable<News["sessions"]>,
): Promise<void> {
  if (people.length === 0) return
  await recordBatch(tx, action, target, { people: people.length, ended: sum(sessions) })
  await recordForPeople(tx, action, new Map(people.map((id) => [id, { ended: sessions.get(id) ?? 0 }])))
  await emailPeople(tx, new Map([...sessions.keys()].map((id) => [id, { sessions: which }])))
}

const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((all, n) => all + n, 0)
