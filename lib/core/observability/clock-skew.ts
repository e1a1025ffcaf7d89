import { singleton } from "../cache/singleton"
import { log } from "./log"

/** From here on people notice: a code of a second factor lives for 30 seconds, with one more to either side. */
const toleratedSeconds = 60

const state = () => singleton("clock", () => ({ ahead: Number.NaN, told: false }))

/** Seconds that this server's clock is ahead of the database's, which is the one that decides; not a number before it was asked. */
export const clockAhead = () => state().ahead

/**
 * Notes what time it was in the database, and says in the log when the two clocks part and when they meet again.
 * @param there what the database said
 * @param asked when it was asked, in milliseconds by our own clock; the answer is just in
 */
export function noteClock(there: Date, asked: number): void {
  const here = (asked + Date.now()) / 2
  const ahead = (here - there.getTime()) / 1000
  const apart = Math.abs(ahead) > toleratedSeconds
  if (apart !== state().told) {
    if (apart) log.warn(`this server's clock is ${Math.round(ahead)} s ahead of the database's: set it by NTP`)
    else log.info("this server's clock agrees with the database's again")
  }
  Object.assign(state(), { ahead, told: apart })
}
