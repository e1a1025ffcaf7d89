import { singleton } from "../cache/singleton"
import { log } from "./log"

/** Skew that users notice: a TOTP code is valid for 30 seconds, with one more period to either side. */
const toleratedSeconds = 60

const state = () => singleton("clock", () => ({ ahead: Number.NaN, told: false }))

/**
 * Seconds that this server's clock is ahead of the database's, which is authoritative; NaN before the first
 * measurement.
 */
export const clockAhead = () => state().ahead

/**
 * Records the database's time, and logs when the two clocks diverge and when they agree again.
 * @param there the database's time
 * @param asked when the query was sent, in milliseconds by our own clock; the response has just arrived
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
