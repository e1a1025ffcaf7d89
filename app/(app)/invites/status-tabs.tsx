import Link from "next/link"
import { address, type Search } from "@/components/search-params"
import { translations } from "@/lib/i18n/translations"
import { InviteStatus } from "@/lib/invites/schema"

/** The list, by what became of the invites. */
export async function StatusTabs({ search: { org, q, status } }: { search: Search }) {
  const [t, label] = await Promise.all([translations("invites"), translations("labels")])
  const tabs = [
    { value: undefined, name: t("all") },
    ...InviteStatus.options.map((value) => ({ value, name: label(`states.${value}`) })),
  ]
  return (
    <nav aria-label={t("status")}>
      <ul className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map(({ value, name }) => (
          <li key={name}>
            <Link
              href={address("/invites", { org, q, status: value })}
              prefetch={false}
              aria-current={status === value ? "page" : undefined}
              className="-mb-px block border-b-2 border-transparent px-3 py-2 whitespace-nowrap text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
