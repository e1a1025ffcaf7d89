import Link from "next/link"

type Tab = {
  name: string
  href: string
  current: boolean /** The count, as text. */
  count?: string | undefined
}

/** Parts of a list or page as links, with counts. On phones they wrap, so that all are visible. */
export function ListTabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-x-1 border-b border-line">
        {tabs.map(({ name, href, current, count }) => (
          <li key={name}>
            <Link
              href={href}
              prefetch={false}
              aria-current={current ? "page" : undefined}
              className="-mb-px flex items-center gap-2 border-b-2 border-transparent px-2 py-2 font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink sm:px-3"
            >
              {name}
              {count !== undefined && (
                <span className="rounded-full bg-sunken px-2 text-xs tabular-nums" key={count}>
                  {count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
