import { ArrowRight, ChevronsLeft } from "lucide-react"
import Link from "next/link"
import { address, type Search } from "./search-params"
import { ButtonSlot } from "./ui/button-slot"

type Props = { path: string; search: Search; next: string | null }

/** On to the next page, and back to the first; the browser's Back does the rest. */
export function Pager({ path, search, next }: Props) {
  if (!next && !search.cursor) return null
  return (
    <nav aria-label="More" className="flex justify-between gap-3">
      {search.cursor ? (
        <ButtonSlot look="quiet" size="small">
          <Link href={address(path, { ...search, cursor: undefined })} prefetch={false}>
            <ChevronsLeft aria-hidden /> First page
          </Link>
        </ButtonSlot>
      ) : (
        <span />
      )}
      {next && (
        <ButtonSlot look="plain" size="small">
          <Link href={address(path, { ...search, cursor: next })} prefetch={false}>
            Next page <ArrowRight aria-hidden />
          </Link>
        </ButtonSlot>
      )}
    </nav>
  )
}
