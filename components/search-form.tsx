import { Search as Glass } from "lucide-react"
import { translations } from "@/lib/i18n/translations"
import type { Search } from "./search-params"
import { Button } from "./ui/button"

type Props = {
  path: string
  /** What is searched by. */
  label: string
  /** The current search, and the other parameters to keep. */
  search: Search
}

/** Searches a list: a GET form, so that Back, reload and sharing work. */
export async function SearchForm({ path, label, search: { q, ...kept } }: Props) {
  const t = await translations("lists")
  return (
    <search>
      <form action={path} className="flex gap-3">
        {Object.entries(kept).map(([name, value]) => value && <input key={name} type="hidden" {...{ name, value }} />)}
        <span className="relative block min-w-0 flex-1 sm:max-w-md">
          <Glass aria-hidden className="absolute top-3 left-3 size-4 text-muted" />
          <input
            key={q}
            type="search"
            name="q"
            aria-label={label}
            placeholder={label}
            autoComplete="off"
            maxLength={100}
            defaultValue={q}
            className="h-10 w-full rounded border border-edge bg-surface pr-3 pl-9 text-base hover:border-muted focus-visible:outline-offset-0"
          />
        </span>
        <Button look="plain">{t("search")}</Button>
      </form>
    </search>
  )
}
