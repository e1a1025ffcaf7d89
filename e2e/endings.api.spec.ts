import "./races/own-database"
import pg from "pg"
import { endings, type Happening } from "../lib/endings/table"
import { expect, test } from "./fixtures"
import { acts } from "./races/acts"
import { rows } from "./races/endings"
import { points } from "./races/hold"
import { isKilled, notApplicable, tryPair } from "./races/pair"

// Every act × every ending, in this process: the services are called as endpoints and pages call them. An act that
// depends on what ends is held at each of the three points; any other, which the ending must not disturb, at one of them
// (with `--long` at each), so that every act and every ending still meets all three.
for (const [row, ending] of rows.entries())
  test(`acts in progress when: ${ending.name} – every act is refused or ended with it`, async () => {
    test.setTimeout(120_000)
    const wrong: string[] = []
    let tried = 0
    const pairs = acts.flatMap((act, i) => {
      if (notApplicable(act, ending) !== null) return []
      const all = process.env.TEST_LONG || isKilled(act, ending)
      return points.filter((_, at) => all || at === (row + i) % points.length).map((point) => ({ act, point }))
    })
    async function work() {
      const watch = new pg.Client({ connectionString: process.env.DATABASE_URL })
      await watch.connect()
      for (let pair = pairs.shift(); pair; pair = pairs.shift()) {
        const { act, point } = pair
        tried++
        const found = await tryPair(watch, act, ending, point).catch((error: unknown) => [
          `broke: ${String(error).slice(0, 500)}`,
        ])
        for (const what of found) wrong.push(`${act.name} (held at ${point}) ${what}`)
      }
      await watch.end()
    }
    await Promise.all(Array.from({ length: 3 }, work))
    expect(wrong).toEqual([])
    expect(tried).toBeGreaterThanOrEqual(2)
  })

const byOperator = "in batches by a command of the operator: operator-revoke.api.spec.ts"

/** Rows of the table that are no ending of the matrix, and why. */
const outside: Partial<Record<Happening, string>> = {
  other_sessions_nowhere_ended: "as other_sessions_ended, for an access token without a tenant: me.api.spec.ts",
  other_sessions_there_ended: "as other_sessions_ended, for the tenant of an access token",
  super_admin_removed: "by a command of the operator: revived-access.api.spec.ts",
  tenant_suspended: "ends nothing: judged at each request, as that of an organization",
  policy_raised: "ends nothing: judged at each request, see policies.api.spec.ts",
  tenant_restored: "by a command of the operator: revived-access.api.spec.ts",
  sessions_ended_by_operator: byOperator,
  sessions_there_ended_by_operator: byOperator,
  keys_revoked_by_operator: byOperator,
  keys_there_revoked_by_operator: byOperator,
  links_revoked_by_operator: byOperator,
  links_there_revoked_by_operator: byOperator,
  signing_keys_compromised: "by a command of the operator, for everyone",
  api_key_expired: "by a job: lib/api-keys/expire.ts",
}

test("acts in progress – each row of the table of endings is in the matrix, or is listed with the reason", () => {
  const missing = Object.keys(endings).filter((name) => rows.every(({ row }) => row !== name))
  expect(missing.toSorted()).toEqual(Object.keys(outside).toSorted())
})

test("acts in progress – each act meets each ending, or says why it cannot", () => {
  const pairs = acts.flatMap((act) => rows.map((ending) => ({ act, ending, why: notApplicable(act, ending) })))
  expect(pairs.filter(({ why }) => why === "")).toEqual([])
  const met = pairs.filter(({ why }) => why === null)
  expect(met.length).toBeGreaterThan(pairs.length / 2)
  // Each act is refused by some ending, and each ending refuses some act; otherwise nothing is proved.
  for (const act of acts)
    expect(
      met.some((pair) => pair.act === act && isKilled(act, pair.ending)),
      act.name,
    ).toBe(true)
})
