import { availableParallelism } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import bcrypt from "bcryptjs"
import { Piscina } from "piscina"
import { rate } from "./statistics"

/** Cost of a stored hash, which begins with a version: `v1$2b$12$…`. */
export const costOf = (stored: string) => bcrypt.getRounds(stored.replace(/^v\d+/, ""))

/**
 * Measures how many passwords all cores together compare per second, when otherwise idle.
 * @param seconds duration of the measurement
 */
export async function comparisonsPerSecond(cost: number, seconds: number): Promise<number> {
  const cores = availableParallelism()
  const filename = pathToFileURL(join(process.cwd(), "lib/core/identity/passwords.worker.mjs")).href
  const pool = new Piscina({ filename, minThreads: cores, maxThreads: cores })
  try {
    const hash = await pool.run({ text: "a password", cost })
    const now = () => performance.now() / 1000
    const times = { begun: now(), first: 0, last: 0, ended: 0 }
    let count = 0
    const lane = async () => {
      while (now() - times.begun < seconds) {
        await pool.run({ text: "a password", hash })
        times.last = times.ended = now()
        times.first ||= times.last
        count++
      }
    }
    await Promise.all(Array.from({ length: cores * 2 }, lane))
    return rate(count, times)
  } finally {
    await pool.destroy()
  }
}
