import "server-only"
import type { Metadata } from "next"
import { type RawSearch, readSearch } from "@/components/search-params"
import { currentUser } from "@/lib/core/identity/page-session"
import { allTranslations, type Texts } from "@/lib/i18n/translations"
import { absent } from "./absent"
import { readStanding } from "./standing"

/**
 * Returns the title of a signed-in page: its name and the organization's, "Members · Harbor & Pine", so that tabs of
 * several organizations differ.
 */
export function pageMetadata(name: (t: Texts) => string) {
  return async function generateMetadata({ searchParams }: { searchParams: RawSearch }): Promise<Metadata> {
    const { org } = await readSearch(searchParams)
    const me = await currentUser()
    const access = me && org ? await readStanding(me, org).catch(absent) : null
    const title = [name(await allTranslations()), access?.current?.name].filter(Boolean).join(" · ")
    return { title: access?.current ? { absolute: title } : title }
  }
}
