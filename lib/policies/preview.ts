import type { z } from "zod"
import type { Actor } from "../core/identity/authorize"
import { strictest, unmetOf } from "../core/identity/policy"
import { firstOf, reachOf } from "./people"
import type { PolicyPatch, PolicyPreview } from "./schema"
import { ableToSignIn } from "./ways"

/** People who are listed by name. */
const listed = 25

/**
 * Counts the people and sessions that rules would touch, as if they applied without grace, and lists the first by name to
 * those who manage members. What is not sent is not counted.
 */
export async function previewPolicy(
  actor: Pick<Actor<"policies:write">, "tenantId" | "organizationId" | "permissions">,
  rules: z.output<typeof PolicyPatch>,
): Promise<z.input<typeof PolicyPreview>> {
  const { people, twoFactor, signIns } = await reachOf(actor)
  const methods = rules.allowed_methods ?? null
  const policy = strictest([
    {
      twoFactorFrom: rules.require_two_factor ? 0 : null,
      methods,
      idleMinutes: rules.session_idle_minutes ?? null,
      maxHours: rules.session_max_hours ?? null,
      rememberDays: rules.remember_device_days ?? null,
    },
  ])
  const refused = signIns.filter(({ how }) => unmetOf(how, policy) !== null)
  const able = methods && (await ableToSignIn(people, methods))
  const affected = new Set(refused.map(({ userId }) => userId))
  for (const id of people)
    if ((rules.require_two_factor && !twoFactor.has(id)) || (able && !able.has(id))) affected.add(id)
  return {
    people: people.length,
    affected_people: affected.size,
    affected: actor.permissions.has("users:write") ? await firstOf(actor, [...affected], listed) : [],
    without_two_factor: people.filter((id) => !twoFactor.has(id)).length,
    sessions: signIns.length,
    refused_sessions: refused.length,
  }
}
