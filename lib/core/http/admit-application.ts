import { AppError } from "../errors"
import { isOfApplication } from "../identity/application-tokens"
import type { Caller } from "../identity/caller"
import { bearerOf } from "../rate-limit/requests"
import type { Opening, Operation } from "./operation"
import type { Incoming } from "./read-body"

/** Returns how an operation is open to tokens of applications, in full. */
export const openingOf = (opening: Opening) =>
  typeof opening === "string" ? { scope: opening, machines: true } : opening

/**
 * Checks whether an application's token opens an operation; others pass.
 * @throws AppError not_for_applications, permission_required (names the missing scope)
 */
export function admitApplication(caller: Caller, { applications }: Pick<Operation, "applications">): void {
  const machine = caller.kind === "api_key" ? caller.machine : null
  const through = caller.kind === "user" ? caller.through : null
  if (!machine && !through) return
  const opening = applications && openingOf(applications)
  if (!opening || (machine && !opening.machines)) throw new AppError("not_for_applications")
  const { scope } = opening
  // A machine has no profile: that is refused as for an API key.
  if (machine && scope.startsWith("profile:")) return
  const has = through ? through.scopes.has(scope) : machineHas(caller, scope)
  if (!has) throw new AppError("permission_required", { reason: "scope", required: scope })
}

function machineHas(caller: Caller, scope: string): boolean {
  if (caller.kind !== "api_key") return false
  return caller.permissions.includes(scope) && (caller.machine?.asked?.has(scope) ?? true)
}

/** Refuses tokens of applications before anything is checked: signing in and joining are a person's own. */
export function refuseApplications(request: Incoming): void {
  const credential = bearerOf(request)
  if (credential && isOfApplication(credential)) throw new AppError("not_for_applications")
}
