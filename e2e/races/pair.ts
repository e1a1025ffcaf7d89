import type pg from "pg"
import { accountOf } from "../../lib/accounts/store"
import { signIn } from "../../lib/auth/service"
import { withRequest } from "../../lib/core/context"
import { isAppError } from "../../lib/core/errors"
import type { Act, Made } from "./act"
import type { Ending } from "./ending"
import { type Point, type Race, race } from "./hold"
import { leftovers } from "./leftovers"
import { newWorld, passwords, type Traits, type World } from "./world"

const usual: Traits = {
  verified: true,
  factor: false,
  reset: false,
  closed: false,
  inside: true,
  tenantAdmin: false,
  account: true,
  offered: false,
}

export const traitsOf = ({ traits }: Act): Traits => ({ ...usual, ...traits })

/** Returns why an act and an ending cannot meet, or null. */
export function notApplicable(act: Act, { needs = {}, why = "" }: Ending): string | null {
  const person = traitsOf(act)
  const differs = (Object.keys(needs) as (keyof Traits)[]).some((key) => person[key] !== needs[key])
  return differs ? why : null
}

/** Whether the ending removes something that the act depends on. */
export const isKilled = (act: Act, { kills }: Ending) => act.ground.some((ground) => kills.includes(ground))

/** Runs one pair at one point. @returns violations; none where everything is correct */
export function tryPair(watch: pg.Client, act: Act, ending: Ending, point: Point): Promise<string[]> {
  const context = { requestId: "race", ip: "127.0.0.1", userAgent: null }
  return withRequest(context, async () => {
    const world = await newWorld(traitsOf(act))
    const [begun, ends] = [await act.begin(world), await ending.begin(world)]
    const held = { act: begun, comparesPassword: act.comparesPassword ?? false }
    const happened = await race(watch, point, held, ends)
    return judge(world, act, ending, happened)
  })
}

const refusals = [401, 403, 404, 409, 410, 412, 422]
const isRefusal = (error: unknown) => isAppError(error) && refusals.includes(error.status)
const said = (error: unknown) => (isAppError(error) ? `${error.status} ${error.code}` : String(error).slice(0, 300))

async function judge(world: World, act: Act, ending: Ending, happened: Race<unknown>): Promise<string[]> {
  const wrong: string[] = []
  const killed = isKilled(act, ending)
  const { actCommittedFirst: first } = happened
  const refused = "error" in happened.act ? happened.act.error : null
  const acted = refused === null
  if (!happened.reached) wrong.push(`was never held: ${acted ? "done" : said(refused)}`)
  if (!acted && !isRefusal(refused)) wrong.push(`failed with ${said(refused)}`)
  if (!first && killed && acted && !(await opensNothing(world, act, happened)))
    wrong.push("was done by a proof that had ended")
  if ((first || !killed) && !acted) wrong.push(`was refused: ${said(refused)}`)
  if ("error" in happened.ending) {
    // The act may have ended what the ending itself depends on.
    if (!(first && isRefusal(happened.ending.error))) wrong.push(`the ending failed: ${said(happened.ending.error)}`)
    return wrong
  }
  const row = (first && acted && ending.after?.[act.name]) || ending.row
  const made = madeAfter(world, act, ending, happened)
  for (const what of await leftovers(world, row, made)) wrong.push(`leaves ${what}`)
  if (ending.opensWith && !made.withoutPassword) wrong.push(...(await opens(world, ending.opensWith)))
  return wrong
}

async function opensNothing(world: World, { opensNothing }: Act, { act }: Race<unknown>): Promise<boolean> {
  return "value" in act && opensNothing !== undefined && opensNothing(act.value as never, world)
}

/** Returns what the act created after the ending by a proof that the ending did not touch, or by comparing it again. */
function madeAfter(world: World, act: Act, ending: Ending, { act: outcome, actCommittedFirst }: Race<unknown>): Made {
  if ("error" in outcome)
    return isAppError(outcome.error) && outcome.error.code === "second_factor_required" ? { challenges: true } : {}
  return actCommittedFirst || isKilled(act, ending) ? {} : (act.made?.(outcome.value as never, world) ?? {})
}

/** Expects that the new password signs in, and the old one does not. */
async function opens({ person }: World, password: string): Promise<string[]> {
  const account = await accountOf(person)
  if (!account) return ["the account is gone"]
  const outcome = (given: string) =>
    signIn({ email: account.email, password: given }, "browser").then(
      () => "in",
      (error: unknown) => said(error),
    )
  const [old, owner] = [await outcome(passwords.old), await outcome(password)]
  const wrong: string[] = []
  if (old !== "401 invalid_credentials") wrong.push(`the old password: ${old}`)
  if (owner !== "in" && owner !== "401 second_factor_required") wrong.push(`the owner is locked out: ${owner}`)
  return wrong
}
