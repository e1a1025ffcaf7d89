import { timeLeft } from "./context"
import { isUnavailable } from "./db/errors"
import { isAppError } from "./errors"
import { inTurn } from "./turns"

/** Rows of one transaction: few enough that others are not held up, many enough that a slow database costs little. */
const size = 250

/** Milliseconds that have to be left for a chunk; twice what the slowest took, where that is more. */
const reserve = 4_000

/** How many requests of one owner may wait for each other. */
const most = 100

/**
 * Processes many rows in chunks, in turn with the owner's other requests, so that none holds a database connection while
 * it waits for another's locks. Stops before the request's time is up, and when a later chunk fails: completed chunks are
 * committed, and the caller knows them.
 * @returns the results of the rows that were tried, from the first on
 * @throws whatever `run` throws for the first chunk
 */
export async function inChunks<Row, Result>(
  owner: string,
  rows: readonly Row[],
  run: (chunk: readonly Row[]) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: Result[] = []
  let longest = 0
  while (results.length < rows.length) {
    const chunk = rows.slice(results.length, results.length + size)
    const began = await turnInTime(
      owner,
      () => Math.max(reserve, 2 * longest),
      async () => {
        const since = performance.now()
        results.push(...(await run(chunk)))
        longest = Math.max(longest, performance.now() - since)
      },
    ).catch((error: unknown) => {
      if (results.length === 0 || !(isAppError(error) || isUnavailable(error))) throw error
      return false
    })
    if (!began) break
  }
  return results
}

/** @returns whether `work` was begun, and is done: false where its turn did not come while enough time was left */
function turnInTime(owner: string, needed: () => number, work: () => Promise<void>): Promise<boolean> {
  let state: "waiting" | "begun" | "given up" = "waiting"
  return new Promise((resolve, reject) => {
    const patience = timeLeft() - needed()
    const giveUp = () => {
      if (state !== "waiting") return
      state = "given up"
      resolve(false)
    }
    const timer = Number.isFinite(patience) ? setTimeout(giveUp, Math.max(0, patience)) : undefined
    const turn = async () => {
      if (state === "given up" || timeLeft() < needed()) return giveUp()
      state = "begun"
      await work()
      resolve(true)
    }
    inTurn(owner, turn, most)
      .catch(reject)
      .finally(() => clearTimeout(timer))
  })
}
