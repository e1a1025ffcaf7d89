import { redirect } from "next/navigation"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { currentUser, signInAddress } from "@/lib/core/identity/page-session"
import { landing } from "./(app)/shell/landing"

/** Redirects to the person's start page, in the organization of the URL if they have access to it. */
export default async function StartPage({ searchParams }: { searchParams: RawSearch }) {
  const { org } = await readSearch(searchParams)
  const me = await currentUser()
  if (!me) redirect(org ? signInAddress(address("/", { org })) : "/login")
  redirect(await landing(me, { org }))
}
