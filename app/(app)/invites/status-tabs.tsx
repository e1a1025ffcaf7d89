import Link from "next/link"
import { states } from "@/components/labels"
import { address, type Search } from "@/components/search-params"
import { InviteStatus } from "@/lib/invites/schema"

const tabs = [
  { value: undefined, name: "All" },
  ...InviteStatus.options.map((value) => ({ value, name: states[value]?.name ?? value })),
]

/** The list, by what became of the invites. */
export function StatusTabs({ search }: { search: Search }) {
  return (
    <nav aria-label="Status">
      <ul className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map(({ value, name }) => (
          <li key={name}>
            <Link
              href={address("/invites", { org: search.org, status: value })}
              prefetch={false}
              aria-current={search.status === value ? "page" : undefined}
              className="-mb-px block border-b-2 border-transparent px-3 py-2 text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
