import "server-only"
import { hasApiKeys } from "@/lib/api-keys/statistics"
import type { UserCaller } from "@/lib/core/identity/caller"
import { actorIn } from "@/lib/core/identity/page-session"
import { hasSentInvites } from "@/lib/invites/statistics"
import { isDefaultName } from "@/lib/organizations/default-name"
import type { Organization } from "@/lib/organizations/schema"

export type StepName = "verify" | "name" | "logo" | "invite" | "key"

/** Whether each step is done; steps that the person may not take are missing. */
export type Steps = Partial<Record<StepName, boolean>>

const newForDays = 30
const invitesWanted = 3

/**
 * Returns the checklist of a new organization. Null if it is old, if everything is done, or if the person can't change
 * it.
 */
export async function firstSteps(
  me: UserCaller,
  { id, name, logo_url, created_at }: Pick<Organization, "id" | "name" | "logo_url" | "created_at">,
  permissions: ReadonlySet<string>,
): Promise<Steps | null> {
  const age = Date.now() - new Date(String(created_at)).getTime()
  if (age > newForDays * 86_400_000 || !permissions.has("organizations:write")) return null
  const steps: Steps = { verify: me.verified, name: !isDefaultName(name), logo: logo_url !== null }
  if (permissions.has("invites:write"))
    steps.invite = await hasSentInvites(await actorIn(me, id, "invites:read"), invitesWanted)
  if (permissions.has("api_keys:write")) steps.key = await hasApiKeys(await actorIn(me, id, "api_keys:read"))
  return Object.values(steps).every(Boolean) ? null : steps
}
