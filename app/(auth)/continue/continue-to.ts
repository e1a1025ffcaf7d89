import "server-only"
import { address } from "@/components/search-params"
import { openReturn } from "@/lib/applications/return-address"

/** What was done with an emailed link. */
export const doneWithLink = ["verified", "reset", "joined", "member", "registered"] as const
type Done = (typeof doneWithLink)[number]

/** Address of the page that leads on to an application; null where the link names none that counts. */
export async function continueTo(to: string | undefined, done: Done): Promise<string | null> {
  return (await openReturn(to)) ? address("/continue", { to, done }) : null
}
