import { Search as Glass } from "lucide-react"
import type { Search } from "@/components/search-params"
import { Button } from "@/components/ui/button"
import { translations } from "@/lib/i18n/translations"

/** Searches by address or name, within the selected status. */
export async function SearchForm({ search: { org, q, status } }: { search: Search }) {
  const t = await translations("invites")
  return (
    <search>
      <form action="/invites" className="flex gap-3">
        <input type="hidden" name="org" value={org ?? ""} />
        {status && <input type="hidden" name="status" value={status} />}
        <span className="relative block min-w-0 flex-1 sm:max-w-md">
          <Glass aria-hidden className="absolute top-3 left-3 size-4 text-muted" />
          <input
            key={q}
            type="search"
            name="q"
            aria-label={t("search")}
            placeholder={t("search")}
            autoComplete="off"
            maxLength={100}
            defaultValue={q}
            className="h-10 w-full rounded border border-edge bg-surface pr-3 pl-9 text-base hover:border-muted focus-visible:outline-offset-0"
          />
        </span>
        <Button look="plain">{t("submitSearch")}</Button>
      </form>
    </search>
  )
}
