import { ArrowDown, ArrowUp } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { address, type Search } from "@/components/search-params"
import { Column } from "@/components/ui/table"
import { listSearch } from "./query"

type Props = {
  /** The order that it sorts by: `name` or `created_at`. */
  by: "name" | "created_at"
  /** Whether the first click sorts downwards. */
  down?: boolean
  search: Search
  before?: ReactNode
  className?: string
  children: string
}

/** A column's name that sorts by it, and turns the order round. On a phone the filters do that. */
export function SortColumn({ by, down = false, search, before, className, children }: Props) {
  const sort = search.sort || "name"
  const sorted = sort === by ? "ascending" : sort === `-${by}` ? "descending" : undefined
  const next = sorted ? (sorted === "ascending" ? `-${by}` : by) : down ? `-${by}` : by
  const Arrow = sorted === "descending" ? ArrowDown : ArrowUp
  return (
    <Column aria-sort={sorted} className={className}>
      <span className="flex items-center gap-3">
        {before}
        <Link
          href={address("/members", { ...listSearch(search), sort: next === "name" ? undefined : next })}
          prefetch={false}
          scroll={false}
          className="-my-1 inline-flex items-center gap-1 rounded py-1 hover:text-ink max-sm:hidden"
        >
          {children}
          {sorted && <Arrow aria-hidden className="size-3.5" />}
        </Link>
        <span className="sm:hidden">{children}</span>
      </span>
    </Column>
  )
}
