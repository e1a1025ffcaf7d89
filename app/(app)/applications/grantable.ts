import type { Actor } from "@/lib/core/identity/authorize"
import { grantsOthers, isBuiltIn, permissions } from "@/lib/core/identity/permissions"

/** Permissions that a person can grant a machine, and whether they can type custom ones. */
export function grantableBy(actor: Actor<never>) {
  const own = [...actor.permissions].filter((name) => !isBuiltIn(name)).sort()
  const grantable = [...permissions, ...own].filter((name) => actor.permissions.has(name))
  return { grantable, others: grantsOthers(actor) }
}
