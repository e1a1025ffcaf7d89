import { ListTabs } from "@/components/list-tabs"
import { address } from "@/components/search-params"
import type { Actor } from "@/lib/core/identity/authorize"
import { formats, translations } from "@/lib/i18n/translations"
import { countPending } from "@/lib/invites/count"

/** Tabs for members and pending invitations. */
export async function MemberTabs({ reader, org }: { reader: Actor<"invites:read">; org: string }) {
  const [t, { number }, pending] = await Promise.all([translations("members"), formats(), countPending(reader)])
  const { n, more } = pending
  return (
    <ListTabs
      label={t("tabs.label")}
      tabs={[
        { name: t("title"), href: address("/members", { org }), current: true },
        {
          name: t("tabs.pending"),
          href: address("/invites", { org, status: "pending" }),
          current: false,
          count: `${number(n)}${more ? "+" : ""}`,
        },
      ]}
    />
  )
}
