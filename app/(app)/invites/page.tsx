import { Download, MailPlus, Users } from "lucide-react"
import Link from "next/link"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { SearchForm } from "@/components/search-form"
import { address } from "@/components/search-params"
import { Alert } from "@/components/ui/alert"
import { ButtonSlot } from "@/components/ui/button-slot"
import { translations } from "@/lib/i18n/translations"
import { countByStatus } from "@/lib/invites/count"
import { listInvites } from "@/lib/invites/list"
import { memberPage } from "../member-page"
import { pageMetadata } from "../shell/page-metadata"
import { InviteList } from "./invite-list"
import { invitesQuery } from "./query"
import { StatusTabs } from "./status-tabs"

export const generateMetadata = pageMetadata((t) => t("invites.title"))

/** The organization's invitations, by state. */
export default memberPage({
  path: "/invites",
  permission: "invites:read",
  render: async ({ actor, org, search }) => {
    const t = await translations("invites")
    const lists = await translations("lists")
    const query = invitesQuery(search)
    const [page, counts] = await Promise.all([listInvites(actor, query), countByStatus(actor, query.q)])
    return (
      <Messages of={["lists", "invites"]}>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <Heading title={t("title")}>{t("about")}</Heading>
          <div className="flex flex-wrap gap-2">
            <ButtonSlot look="plain">
              <a href={address("/invites/export", { org, q: search.q, status: search.status })} download>
                <Download aria-hidden /> {lists("export")}
              </a>
            </ButtonSlot>
            {actor.permissions.has("invites:write") && (
              <>
                <ButtonSlot look="plain">
                  <Link href={address("/invites/many", { org })} prefetch={false}>
                    <Users aria-hidden /> {t("inviteMany")}
                  </Link>
                </ButtonSlot>
                <ButtonSlot>
                  <Link href={address("/invites/new", { org })} prefetch={false}>
                    <MailPlus aria-hidden /> {t("inviteOne")}
                  </Link>
                </ButtonSlot>
              </>
            )}
          </div>
        </div>
        {search.done === "sent" && <Alert tone="good">{t("sent")}</Alert>}
        {search.done === "revoked" && <Alert tone="good">{t("revokedNotice")}</Alert>}
        <SearchForm path="/invites" label={t("search")} search={{ org, q: search.q, status: search.status }} />
        <StatusTabs search={search} counts={counts} />
        <InviteList key={org} {...{ actor, org, search, page }} total={counts[query.status ?? "all"]} />
      </Messages>
    )
  },
})
