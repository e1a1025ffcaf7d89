import { AppError } from "../errors"
import type { Caller } from "../identity/caller"
import { currentClient } from "../rate-limit/client-network"
import { limit as countOne } from "../rate-limit/limits"
import { limitMail } from "../rate-limit/mail"
import { limitRefresh } from "../rate-limit/sign-in"
import type { Act, ActLimit, Given, Right } from "./act"

/** Who does it, and the password that their form holds. */
type By = { caller: Caller | null; password?: string | undefined }

/** What became of one of many. */
export type Outcome<T> = { value: T } | { error: unknown }

/** Counts the limit of an act where that is the client's. @throws AppError rate_limited */
export async function countClient(limit: ActLimit<never> | undefined): Promise<void> {
  if (typeof limit === "string") await countOne(limit, currentClient())
}

/**
 * Does it: version → proof → limit → `run`.
 * @throws AppError version_conflict, validation_failed on `password`, rate_limited, and what `run` throws
 */
export async function perform<P extends Right, Target, Body, Result, Ran>(
  act: Act<P, Target, Body, Result, Ran>,
  given: Given<P, Target, Body>,
  by: By,
): Promise<Ran> {
  const [outcome] = await performEach(act, [given], by)
  if (outcome && "value" in outcome) return outcome.value
  throw outcome?.error
}

/**
 * The same for many, each for itself and one after the other: a refused one stops no other. The password is asked for
 * once, before anything is done.
 * @throws AppError validation_failed on `password`
 */
export async function performEach<P extends Right, Target, Body, Result, Ran>(
  act: Act<P, Target, Body, Result, Ran>,
  all: readonly Given<P, Target, Body>[],
  by: By,
): Promise<Outcome<Ran>[]> {
  const outcomes: Outcome<Ran>[] = []
  for (const one of await prove(act, all, by))
    outcomes.push("error" in one ? one : await settled(runLimited(act, one.value)))
  return outcomes
}

const settled = <T>(promise: Promise<T>): Promise<Outcome<T>> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )

/**
 * What a browser's session has to show before what is dangerous. Who has seen another version hears of that first, and
 * what the proof was judged by is what the act changes, or nothing.
 */
async function prove<P extends Right, Target, Body, Result, Ran>(
  act: Act<P, Target, Body, Result, Ran>,
  all: readonly Given<P, Target, Body>[],
  { caller, password }: By,
): Promise<Outcome<Given<P, Target, Body>>[]> {
  const { proof } = act
  if (!proof || caller?.kind !== "user" || caller.sessionKind !== "browser") return all.map((value) => ({ value }))
  const seen: Outcome<Given<P, Target, Body>>[] = []
  let asks = false
  for (const given of all) {
    const one = await settled(atItsVersion(act, given))
    seen.push(one)
    if ("value" in one) asks ||= await proof.asks(one.value)
  }
  if (asks) await proof.require(caller, password)
  return seen
}

async function atItsVersion<P extends Right, Target, Body, Result, Ran>(
  { version }: Act<P, Target, Body, Result, Ran>,
  given: Given<P, Target, Body>,
): Promise<Given<P, Target, Body>> {
  if (typeof version !== "function") return given
  const stored = await version(given)
  if (given.version !== null && given.version !== stored) throw new AppError("version_conflict")
  return { ...given, version: stored }
}

async function runLimited<P extends Right, Target, Body, Result, Ran>(
  { limit, run }: Act<P, Target, Body, Result, Ran>,
  given: Given<P, Target, Body>,
): Promise<Ran> {
  const undo = limit && (await count(limit, given))
  return undo ? run(given).catch(undo) : run(given)
}

/** @returns what takes the count back when the act fails, and throws the error again */
async function count<G>(limit: ActLimit<G>, given: G): Promise<((error: unknown) => Promise<never>) | undefined> {
  if (typeof limit === "string") return
  if ("refreshOf" in limit) {
    await limitRefresh(limit.refreshOf(given))
    return
  }
  const to = await limit.mailTo(given)
  return to ? limitMail(to.email, to.tenantId, to.kind) : undefined
}
