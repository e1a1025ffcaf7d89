import { redirect } from "next/navigation"
import { currentUser } from "@/lib/page-session"

/** Leads to the page that fits. */
export default async function StartPage() {
  redirect((await currentUser()) ? "/profile" : "/login")
}
