import { ArrowLeft, ArrowRight, ChevronsLeft } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { translations } from "@/lib/i18n/translations"
import { address, type Search } from "./search-params"
import { ButtonSlot } from "./ui/button-slot"

type Props = {
  path: string
  search: Search
  page: { next_cursor: string | null; prev_cursor: string | null; has_more: boolean }
}

/** Links to the first, previous and next page. Each is a URL, so that Back, reload and sharing work. */
export async function Pager({ path, search, page: { next_cursor, prev_cursor, has_more } }: Props) {
  const here = Boolean(search.cursor || search.before)
  if (!has_more && !here) return null
  const t = await translations("common")
  const to = (where: Search) => address(path, { ...search, cursor: undefined, before: undefined, ...where })
  return (
    <nav aria-label={t("more")} className="flex flex-wrap gap-3">
      {here && (
        <PageLink to={to({})} look="quiet">
          <ChevronsLeft aria-hidden /> {t("firstPage")}
        </PageLink>
      )}
      {here && prev_cursor && (
        <PageLink to={to({ before: prev_cursor })}>
          <ArrowLeft aria-hidden /> {t("previousPage")}
        </PageLink>
      )}
      {has_more && next_cursor && (
        <span className="ml-auto">
          <PageLink to={to({ cursor: next_cursor })}>
            {t("nextPage")} <ArrowRight aria-hidden />
          </PageLink>
        </span>
      )}
    </nav>
  )
}

function PageLink({ to, look = "plain", children }: { to: string; look?: "plain" | "quiet"; children: ReactNode }) {
  return (
    <ButtonSlot look={look} size="small">
      <Link href={to} prefetch={false}>
        {children}
      </Link>
    </ButtonSlot>
  )
}
