import { setTimeout as sleep } from "node:timers/promises"

const stepMs = 250

/**
 * Ends at the next multiple of 250 ms after it began: how long an answer takes does not tell whether there was anything
 * to do, such as a mail to be written for an address that is known.
 */
export async function inEvenTime<T>(run: () => Promise<T>): Promise<T> {
  const began = performance.now()
  try {
    return await run()
  } finally {
    await sleep(stepMs - ((performance.now() - began) % stepMs))
  }
}
