import type { z } from "zod"
import type { Scope } from "../core/identity/access"
import { strictest, unmetOf } from "../core/identity/policy"
import { reachOf } from "./people"
import type { PolicyPatch, PolicyPreview } from "./schema"

/**
 * Counts the people and sessions that rules would touch, as if they applied without grace. What is not sent is not
 * counted.
 */
export async function previewPolicy(
  scope: Scope,
  rules: z.output<typeof PolicyPatch>,
): Promise<z.input<typeof PolicyPreview>> {
  const { people, twoFactor, signIns } = await reachOf(scope)
  const policy = strictest([
    {
      twoFactorFrom: rules.require_two_factor ? 0 : null,
      methods: rules.allowed_methods ?? null,
      idleMinutes: rules.session_idle_minutes ?? null,
      maxHours: rules.session_max_hours ?? null,
      rememberDays: rules.remember_device_days ?? null,
    },
  ])
  return {
    people: people.length,
    without_two_factor: people.length - twoFactor.length,
    sessions: signIns.length,
    refused_sessions: signIns.filter(({ how }) => unmetOf(how, policy) !== null).length,
  }
}
