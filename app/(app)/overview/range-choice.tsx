import Link from "next/link"
import { address } from "@/components/search-params"
import { type Range, ranges } from "@/lib/core/db/daily-counts"
import { translations } from "@/lib/i18n/translations"

/** Links for the time ranges of the charts. */
export async function RangeChoice({ org, days }: { org: string; days: Range }) {
  const t = await translations("overview")
  return (
    <nav aria-label={t("range")}>
      <ul className="inline-flex gap-0.5 rounded-full border border-line bg-surface p-1">
        {ranges.map((n) => (
          <li key={n}>
            <Link
              href={address("/overview", { org, days: String(n) })}
              prefetch={false}
              scroll={false}
              aria-current={n === days ? "page" : undefined}
              className="block rounded-full px-3 py-1 text-sm text-muted hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {t("days", { n: String(n) })}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
