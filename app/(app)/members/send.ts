import type { FormState } from "@/lib/core/forms/form-state"
import { changeMembers, removeMembers } from "./actions"
import type { Change, Chosen } from "./change"

/** Sends a change of several members, with the versions that were shown. */
export function sendChange(
  untouched: FormState<never>,
  org: string,
  change: Change,
  people: readonly Chosen[],
  password = "",
): Promise<FormState> {
  const form = new FormData()
  form.append("org", org)
  for (const { id } of people) form.append("people", id)
  if (password) form.append("password", password)
  if (change.kind === "remove") return removeMembers(untouched, form)
  form.append("kind", change.kind)
  for (const { version } of people) form.append("versions", String(version))
  if (change.kind === "role") form.append("role", change.role)
  return changeMembers(untouched, form)
}
