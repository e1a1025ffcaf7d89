import type { Pool } from "pg"
import type { Findings } from "./findings"
import { invariants } from "./invariants"
import { type Entry, isDone, isOpen } from "./journal"
import type { Rig } from "./rig"
import { wholes } from "./wholes"

/**
 * Compares all responses so far with the stored data, and checks the invariants. `before`: entries whose failures were
 * already reported.
 */
export async function check(rig: Rig, before: number): Promise<Findings> {
  const entries = rig.journal.read()
  const found: Findings = { acknowledged: entries.filter(isDone).length, lost: [], doubled: [], broken: [] }
  await wholes(rig.db, entries, found)
  await values(rig.db, entries, found)
  mails(rig, entries, found)
  await ask(rig.db, found)
  await secrets(rig, found)
  for (const { operation, outcome } of entries.slice(before))
    if (/^5(?!03 unavailable|03$)|^503 without/.test(outcome)) found.broken.push(`${operation} → ${outcome}`)
  return found
}

/**
 * Checks values that one person changed repeatedly, in sequence: the last acknowledged one is stored, or one requested
 * after it.
 */
async function values(db: Pool, entries: Entry[], found: Findings): Promise<void> {
  const { rows } = await db.query<{ subject: string; role: string; profile: string | null; events: number }>(
    `SELECT u.id AS subject, m.role, u.bio AS profile, (SELECT count(*)::int FROM audit_events e
       WHERE e.tenant_id = m.tenant_id AND e.target_id = m.user_id AND e.action = 'member.updated') AS events
     FROM users u JOIN memberships m ON m.user_id = u.id WHERE u.id = ANY($1)`,
    [[...new Set(entries.map(({ subject }) => subject))]],
  )
  for (const row of rows) {
    for (const operation of ["role", "profile"] as const) {
      const own = entries.filter((entry) => entry.operation === operation && entry.subject === row.subject)
      const last = own.findLastIndex(isDone)
      const possible = own.filter((entry, i) => i === last || (i > last && isOpen(entry))).map(({ value }) => value)
      // Before the first response, the initial value is possible too.
      if (last >= 0 && !possible.includes(String(row[operation])))
        found.lost.push(`${operation} of ${row.subject}: ${row[operation]}, not ${possible.join(" or ")}`)
    }
    const roles = entries.filter(({ operation, subject }) => operation === "role" && subject === row.subject)
    const done = roles.filter(isDone).length
    if (row.events < done || row.events > done + roles.filter(isOpen).length)
      found.broken.push(`I-9 ${row.events} events for ${done} changes of the role of ${row.subject}`)
  }
  const { rows: out } = await db.query("SELECT user_id FROM sessions WHERE end_reason = 'refresh_token_reused'")
  for (const { user_id } of out) found.broken.push(`${user_id} was signed out by an outage`)
}

/** An email may be sent again where its worker was killed, but only as the same email. */
function mails(rig: Rig, entries: Entry[], found: Findings): void {
  const ids = new Map<string, Set<string>>()
  for (const { to, messageId } of rig.sink.arrived)
    ids.set(String(to), (ids.get(String(to)) ?? new Set()).add(messageId))
  for (const { operation, subject } of entries)
    if (operation === "invite" && (ids.get(subject)?.size ?? 0) > 1) found.doubled.push(`another mail to ${subject}`)
}

async function ask(db: Pool, found: Findings): Promise<void> {
  for (const [name, sql] of Object.entries(invariants)) {
    const { rows } = await db.query(sql)
    if (rows.length > 0) found.broken.push(`${name}: ${rows.length}, such as ${JSON.stringify(rows[0])}`)
  }
}

/** I-8: plain credentials are stored in no column of any table. */
async function secrets(rig: Rig, found: Findings): Promise<void> {
  const held = rig.sink.arrived.slice(-5).flatMap(({ to }) => rig.sink.token(String(to)) ?? [])
  const { rows } = await rig.db.query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'graphile_worker')",
  )
  for (const { name } of rows) {
    const { rowCount } = await rig.db.query(`SELECT FROM ${name} t WHERE t::text LIKE ANY($1)`, [
      held.map((token) => `%${token}%`),
    ])
    if (rowCount) found.broken.push(`I-8 ${name} holds a secret in clear`)
  }
}
