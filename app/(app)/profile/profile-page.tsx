import type { ReactNode } from "react"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import type { Search } from "@/components/search-params"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { memberPage } from "../member-page"
import { ProfileTabs, type Tab, tabs } from "./profile-tabs"

type Given = { me: UserCaller; org: string | undefined; search: Search }

/** A tab of the person's own account, which is the same in every organization. */
export function profilePage(tab: Tab, render: (given: Given) => Promise<ReactNode>) {
  return memberPage({
    path: tabs[tab],
    permission: "self",
    render: async ({ me, org, search }) => {
      const t = await translations("profile")
      return (
        <Messages of={["common", "profile", "images"]}>
          <Heading title={t("title")}>{t("about")}</Heading>
          <ProfileTabs tab={tab} org={org} />
          <div className="[&>section:first-child]:border-t-0 [&>section:first-child]:pt-0">
            {await render({ me, org, search })}
          </div>
        </Messages>
      )
    },
  })
}
