import { ListTabs } from "@/components/list-tabs"
import { address, type Search } from "@/components/search-params"
import { formats, translations } from "@/lib/i18n/translations"
import type { InviteCounts } from "@/lib/invites/count"
import { InviteStatus } from "@/lib/invites/schema"

/** Tabs by state of the invitations, with counts. */
export async function StatusTabs({ search: { org, q, status }, counts }: { search: Search; counts: InviteCounts }) {
  const [t, label, { number }] = await Promise.all([translations("invites"), translations("labels"), formats()])
  const count = (n: number) => `${number(n)}${counts.more ? "+" : ""}`
  const tab = (value: InviteStatus | undefined) => ({
    name: value ? label(`states.${value}`) : t("all"),
    href: address("/invites", { org, q, status: value }),
    current: value === status,
    count: count(counts[value ?? "all"]),
  })
  return <ListTabs label={t("status")} tabs={[undefined, ...InviteStatus.options].map(tab)} />
}
