import { ArrowRight, ChevronsLeft } from "lucide-react"
import Link from "next/link"
import { translations } from "@/lib/i18n/translations"
import { address, type Search } from "./search-params"
import { ButtonSlot } from "./ui/button-slot"

type Props = { path: string; search: Search; next: string | null }

/** On to the next page, and back to the first; the browser's Back does the rest. */
export async function Pager({ path, search, next }: Props) {
  if (!next && !search.cursor) return null
  const t = await translations("common")
  return (
    <nav aria-label={t("more")} className="flex justify-between gap-3">
      {search.cursor ? (
        <ButtonSlot look="quiet" size="small">
          <Link href={address(path, { ...search, cursor: undefined })} prefetch={false}>
            <ChevronsLeft aria-hidden /> {t("firstPage")}
          </Link>
        </ButtonSlot>
      ) : (
        <span />
      )}
      {next && (
        <ButtonSlot look="plain" size="small">
          <Link href={address(path, { ...search, cursor: next })} prefetch={false}>
            {t("nextPage")} <ArrowRight aria-hidden />
          </Link>
        </ButtonSlot>
      )}
    </nav>
  )
}
