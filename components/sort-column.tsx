import { ArrowDown, ArrowUp } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { address, type Search } from "./search-params"
import { Column } from "./ui/table"

type Props = {
  /** The list's path and what its address holds, without a place among the pages. */
  path: string
  search: Search
  /** What it sorts by, as the API says it. */
  by: string
  /** The order without `sort` in the address. */
  standard: string
  /** Whether the first click sorts downwards. */
  down?: boolean
  before?: ReactNode
  className?: string
  children: string
}

/** A column's name that sorts by it, and turns the order round: a link. */
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
