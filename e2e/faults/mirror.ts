import { setTimeout as sleep } from "node:timers/promises"
import { type Fault, must } from "./fault"
import { isOpen } from "./journal"
import { differences, startMirror } from "./mirror-follower"
import { newWorld, write } from "./mirror-writes"
import { until } from "./processes"
import type { Rig } from "./rig"

const writers = 4
const said: string[] = []

/** Returns the tenant's changes that have no number yet, and the age of the oldest in seconds. */
async function waiting(rig: Rig, tenantId: string): Promise<{ n: number; age: number }> {
  const { rows } = await rig.db.query(
    "SELECT count(*)::int AS n, COALESCE(extract(epoch FROM now() - min(created_at)), 0)::float8 AS age FROM outbox WHERE tenant_id = $1",
    [tenantId],
  )
  return rows[0]
}

/** Random writes by both servers, one of which is killed twice, while mirrors follow; the worker is killed too. */
const mirror: Fault = {
  name: "a mirror of GET /changes, a server killed twice",
  rounds: { short: 1, medium: 2, long: 22 },
  round: async (rig) => {
    const world = await newWorld(rig)
    const state = { going: true }
    const failed: string[] = []
    const writing = Array.from({ length: writers }, async () => {
      while (state.going) {
        const answer = await write(rig, world)
        if (answer.status === 500 || (isOpen(answer as never) && answer.status > 500 && answer.status !== 503))
          failed.push(answer.outcome)
      }
    })
    const lags: number[] = []
    const measuring = (async () => {
      for (; state.going; await sleep(100)) lags.push((await waiting(rig, world.tenantId)).age)
    })()
    const ofTenant = startMirror(rig, world.owner.token)
    await sleep(2_000)
    const ofOrganization = startMirror(rig, world.adminToken)
    for (const which of [0, 0]) {
      await sleep(2_500)
      await rig.killServer(which)
      await rig.startServer(which)
    }
    // So far the sequencer was not killed.
    const sorted = lags.toSorted((a, b) => a - b)
    said.push(`99 % of changes had a number within ${(sorted[Math.floor(sorted.length * 0.99)] ?? 0).toFixed(2)} s`)
    await rig.killWorker()
    rig.startWorker()
    // One that begins late, and pages through everything while it changes.
    const late = startMirror(rig, world.owner.token)
    await sleep(2_000)
    state.going = false
    await Promise.all([...writing, measuring])
    // A worker that was killed starts anew, which takes long on a machine that is busy with all of this.
    await until("every change has a number", async () => (await waiting(rig, world.tenantId)).n === 0, 180_000)
    const mirrors = await Promise.all([ofTenant, ofOrganization, late].map((one) => one.finish()))
    must(failed.length === 0, `answers of writes: ${[...new Set(failed)].join(", ")}`)
    const truths = [world.owner.token, world.adminToken, world.owner.token]
    for (const [i, held] of mirrors.entries()) {
      const wrong = await differences(rig, truths[i] ?? "", held)
      must(wrong.length === 0, `mirror ${i} differs in ${wrong.length}: ${wrong.slice(0, 5).join("; ")}`)
      // Random writes may remove anyone but the owner, the admin and their organization.
      must(held.size >= 3, "there is nothing to compare")
    }
    said.push(`${mirrors[0]?.size} objects after ${world.writes} writes were equal`)
    return null
  },
  note: () => said.join("; "),
}

export const mirrors = [mirror]
