import pg from "pg"
import { withRequest } from "../../lib/core/context"
import { acts } from "./acts"
import { rows } from "./endings"
import { points } from "./hold"
import { notApplicable, traitsOf, tryPair } from "./pair"
import { newWorld } from "./world"

const reached = globalThis as { reachedChecks?: Set<number> }

/** Returns the checks that each act reaches when nothing ends meanwhile, by the numbers of an instrumented build. */
export async function checksOfActs(): Promise<Record<string, number[]>> {
  const watch = await connect()
  const found: Record<string, number[]> = {}
  for (const act of acts) {
    const checks = new Set<number>()
    await withRequest({ requestId: "race", ip: "127.0.0.1", userAgent: null }, async () => {
      const run = await act.begin(await newWorld(traitsOf(act)))
      reached.reachedChecks = checks
      await run().catch(() => {})
      // Some are reached only where something has ended meanwhile.
      for (const ending of rows.filter(({ name }) => name === "tenant deleted" || name === "membership suspended"))
        if (notApplicable(act, ending) === null) await tryPair(watch, act, ending, "begun")
    })
    found[act.name] = [...checks]
  }
  return found
}

/** Runs the pairs of some acts until one fails. @returns the failure, or null */
export async function firstWrong(names: readonly string[]): Promise<string | null> {
  const watch = await connect()
  for (const act of acts.filter(({ name }) => names.includes(name)))
    for (const ending of rows)
      for (const point of points) {
        if (notApplicable(act, ending) !== null) continue
        const [wrong] = await tryPair(watch, act, ending, point).catch((error: unknown) => [String(error)])
        if (wrong) return `${ending.name} × ${act.name}, held at ${point}: ${wrong}`
      }
  return null
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  return client
}
