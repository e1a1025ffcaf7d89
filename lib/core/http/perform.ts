import type { Caller } from "../identity/caller"
import type { Outcome } from "../outcome"
import { currentClient } from "../rate-limit/client-network"
import { limit as countOne } from "../rate-limit/limits"
import { limitMail } from "../rate-limit/mail"
import { limitRefresh } from "../rate-limit/sign-in"
import { assertVersion } from "../version"
import type { Act, ActLimit, Given, Right } from "./act"

/** The caller, and the password in their form. */
type By = { caller: Caller | null; password?: string | undefined }

/** Counts an act's per-client limit. @throws AppError rate_limited */
export async function countClient(limit: ActLimit<never> | undefined): Promise<void> {
  if (typeof limit === "string") await countOne(limit, currentClient())
}

/**
 * Performs an act: proof → limit → `run`. Where a browser session may need a proof, the version is compared before it is
 * asked for; `run` compares it again, or alone.
 * @throws AppError version_conflict, validation_failed on `password`, rate_limited, and whatever `run` throws
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
 * Performs an act for many targets, independently and in sequence: a failure stops no other. The password is requested
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
 * Checks the proof that a browser session needs for dangerous operations. A version conflict is reported first, and the
 * act changes exactly the version that the proof was checked against, or nothing.
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
  assertVersion(given.version, stored)
  return { ...given, version: stored }
}

async function runLimited<P extends Right, Target, Body, Result, Ran>(
  { limit, run }: Act<P, Target, Body, Result, Ran>,
  given: Given<P, Target, Body>,
): Promise<Ran> {
  const undo = limit && (await count(limit, given))
  return undo ? run(given).catch(undo) : run(given)
}

/** @returns a function that refunds the count when the act fails, and rethrows the error */
async function count<G>(limit: ActLimit<G>, given: G): Promise<((error: unknown) => Promise<never>) | undefined> {
  if (typeof limit === "string") return
  if ("refreshOf" in limit) {
    await limitRefresh(limit.refreshOf(given))
    return
  }
  const to = await limit.mailTo(given)
  return to ? limitMail(to.email, to.tenantId, to.kind) : undefined
}
