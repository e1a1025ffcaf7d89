import { redirect } from "next/navigation"
import { address } from "@/components/search-params"
import { currentUser } from "@/lib/page-session"
import { readStanding } from "./(app)/shell/standing"

/** Leads to the page that fits: for admins how their organization is doing, for super admins without one the tenants. */
export default async function StartPage() {
  const me = await currentUser()
  if (!me) redirect("/login")
  const { current } = await readStanding(me, undefined)
  if (current?.permissions.has("audit:read")) redirect(address("/overview", { org: current.id }))
  redirect(me.superAdmin ? "/tenants" : "/profile")
}
