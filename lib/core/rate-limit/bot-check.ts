import { currentRequest } from "../context"
import { env } from "../env"
import { AppError } from "../errors"
import { counts } from "../observability/counters"
import { currentClient } from "./client-network"
import { type LimitName, remaining } from "./limits"
import { acceptWork } from "./proof-of-work"

/** Whether clients may have to prove work. */
export const isBotProtected = () => env().BOT_PROTECTION === "altcha"

/**
 * Whether this client has to prove work for another request that `name` limits: from the half of its limit on. A
 * customer's own server, which passes on its clients' addresses, never has to.
 */
export async function needsWork(name: LimitName): Promise<boolean> {
  return (await secondsOfNeed(name, 1)) !== null
}

/**
 * Checks the proof of a request that was counted, where the client has to prove work. Call it after validation, so that
 * a mistake doesn't use a solution up.
 * @param given the solution; "none" of a page whose script has not solved one yet
 * @returns false without a proof where `door` is a page without JavaScript, if `unscripted` allows that
 * @throws AppError bot_check_required
 */
export async function checkWork(name: LimitName, given: string | undefined, door: Door, unscripted?: "allowed") {
  const seconds = await secondsOfNeed(name, 0)
  if (seconds === null) return true
  if (given && (await acceptWork(given))) {
    counts().botChecks.solved++
    return true
  }
  counts().botChecks.refused++
  if (door === "browser" && given === undefined && unscripted) return false
  throw refusal(given, door, seconds)
}

type Door = "browser" | "api"

function refusal(given: string | undefined, door: Door, seconds: number): AppError {
  const challengeUrl = `${env().PUBLIC_URL}/api/v1/auth/bot-challenge`
  if (door === "browser") return new AppError("bot_check_required", { reason: "browser", retryAfter: seconds })
  return given
    ? new AppError("bot_check_required", { reason: "solution", challengeUrl })
    : new AppError("bot_check_required", { challengeUrl })
}

/** Seconds until the client's limit is full again; null where it has to prove nothing. @param coming requests to come */
async function secondsOfNeed(name: LimitName, coming: number): Promise<number | null> {
  if (!isBotProtected() || currentRequest().delegated) return null
  const [left] = (await remaining(name, [currentClient()])) ?? []
  return left && left.remaining - coming < left.points / 2 ? left.reset : null
}
