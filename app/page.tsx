import { redirect } from "next/navigation"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { isAppError } from "@/lib/core/errors"
import { currentUser, signInAddress } from "@/lib/core/identity/page-session"
import { readStanding } from "./(app)/shell/standing"

/**
 * Leads to the page that fits, in the organization that the address names if they have a part in it: for admins how the
 * organization is doing, for super admins without one the tenants.
 */
export default async function StartPage({ searchParams }: { searchParams: RawSearch }) {
  const { org } = await readSearch(searchParams)
  const me = await currentUser()
  if (!me) redirect(org ? signInAddress(address("/", { org })) : "/login")
  const named = org ? await readStanding(me, org).catch(absent) : null
  const { current } = named?.current ? named : await readStanding(me, undefined)
  if (current?.permissions.has("audit:read")) redirect(address("/overview", { org: current.id }))
  redirect(me.superAdmin ? "/tenants" : address("/profile", { org: current?.id }))
}

/** Nothing for an organization that is not there, or not for them. */
function absent(error: unknown): null {
  if (isAppError(error) && error.code === "not_found") return null
  throw error
}
