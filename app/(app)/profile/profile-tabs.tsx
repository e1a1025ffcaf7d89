import Link from "next/link"
import { address } from "@/components/search-params"
import { translations } from "@/lib/i18n/translations"

/** The tabs of the profile, with their paths. */
export const tabs = {
  account: "/profile",
  security: "/profile/security",
  organizations: "/profile/organizations",
  data: "/profile/data",
} as const

export type Tab = keyof typeof tabs

/** Links to the tabs of the profile. */
export async function ProfileTabs({ tab, org }: { tab: Tab; org: string | undefined }) {
  const t = await translations("profile.tabs")
  return (
    <nav aria-label={t("label")} className="border-b border-line">
      <ul className="-mb-px flex flex-wrap gap-x-1">
        {(Object.keys(tabs) as Tab[]).map((one) => (
          <li key={one}>
            <Link
              href={address(tabs[one], { org })}
              prefetch={false}
              aria-current={one === tab ? "page" : undefined}
              className="inline-flex min-h-10 items-center border-b-2 border-transparent px-3 font-medium text-muted transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {t(one)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
