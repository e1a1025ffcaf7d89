import { AppError } from "../errors"
import type { Scope } from "../identity/access"
import { type Actor, actorAt, ownActorAt } from "../identity/authorize"
import type { Caller } from "../identity/caller"
import type { Requirement } from "../identity/permissions"
import type { Raw } from "./operation"
import { ownScope } from "./scope"

/** The authorization part of a declaration. */
export type Gate = {
  permission: Requirement
  scope?: (caller: Caller, raw: Raw) => Scope | Promise<Scope>
  self?: (params: Record<string, string>) => string | undefined
}

/**
 * Authorizes a caller for a declaration: returns an actor where it requires a permission, otherwise the person or key.
 * @throws AppError not_found, permission_required, email_not_verified, not_a_user
 */
export function admit(caller: Caller, gate: Gate, raw: Raw): Caller | Promise<Actor<Requirement>> {
  const { permission } = gate
  if (permission === "api_key") {
    if (caller.kind !== "api_key")
      throw new AppError("permission_required", { reason: "api_key_only", required: permission })
    return caller
  }
  if (permission !== "self") return admitAt(caller, gate, raw)
  if (caller.kind !== "user") throw new AppError("not_a_user")
  return caller
}

async function admitAt(caller: Caller, { permission, scope, self }: Gate, raw: Raw): Promise<Actor<Requirement>> {
  const where = await (scope ?? ownScope)(caller, raw)
  // An application does what its scopes say, also with its person's own data.
  const own = caller.kind === "user" && !caller.through && self?.(raw.params) === caller.userId
  return own ? ownActorAt(caller, where) : actorAt(caller, where, permission)
}
