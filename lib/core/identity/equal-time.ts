import { setTimeout as sleep } from "node:timers/promises"

const stepMs = 250

/**
 * Pads the duration to a multiple of 250 ms, so that response times do not reveal whether there was anything to do,
 * such as an email to a known address.
 */
export async function inEvenTime<T>(run: () => Promise<T>): Promise<T> {
  const began = performance.now()
  try {
    return await run()
  } finally {
    await sleep(stepMs - ((performance.now() - began) % stepMs))
  }
}
