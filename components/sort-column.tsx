import { ArrowDown, ArrowUp } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { address, type Search } from "./search-params"
import { Column } from "./ui/table"

type Props = {
  /** The list's path and query, without a cursor. */
  path: string
  search: Search
  /** The sort key, as in the API. */
  by: string
  /** The default order, without `sort` in the URL. */
  standard: string
  /** Whether the first click sorts descending. */
  down?: boolean
  before?: ReactNode
  className?: string
  children: string
}

/** A column header that sorts by its column, and reverses the order: a link. */
export function SortColumn({ path, search, by, standard, down = false, before, className, children }: Props) {
  const sort = search.sort || standard
  const sorted = sort === by ? "ascending" : sort === `-${by}` ? "descending" : undefined
  const next = sorted ? (sorted === "ascending" ? `-${by}` : by) : down ? `-${by}` : by
  const Arrow = sorted === "descending" ? ArrowDown : ArrowUp
  return (
    <Column aria-sort={sorted} className={className}>
      <span className="flex items-center gap-3">
        {before}
        <Link
          href={address(path, { ...search, sort: next === standard ? undefined : next })}
          prefetch={false}
          scroll={false}
          className="-my-1 inline-flex items-center gap-1 rounded py-1 hover:text-ink card:hidden"
        >
          {children}
          {sorted && <Arrow aria-hidden className="size-3.5" />}
        </Link>
        <span className="hidden card:inline">{children}</span>
      </span>
    </Column>
  )
}
