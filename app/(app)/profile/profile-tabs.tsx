import { ListTabs } from "@/components/list-tabs"
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

const names = Object.keys(tabs) as Tab[]

/** Links to the tabs of the profile. */
export async function ProfileTabs({ tab, org }: { tab: Tab; org: string | undefined }) {
  const t = await translations("profile.tabs")
  const links = names.map((name) => ({ name: t(name), href: address(tabs[name], { org }), current: name === tab }))
  return <ListTabs label={t("label")} tabs={links} />
}
