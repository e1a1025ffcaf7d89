import { Download, MailPlus } from "lucide-react"
import Link from "next/link"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { Alert } from "@/components/ui/alert"
import { ButtonSlot } from "@/components/ui/button-slot"
import { Changing } from "@/components/ui/changing"
import { actorIn } from "@/lib/core/identity/page-session"
import { translations } from "@/lib/i18n/translations"
import { listMembers } from "@/lib/memberships/list"
import { suggestNames } from "@/lib/memberships/suggest"
import { assignableRoles } from "@/lib/roles/assignable"
import { asksForProof } from "@/lib/sessions/proof"
import { memberPage } from "../member-page"
import { pageMetadata } from "../shell/page-metadata"
import { MemberFilters } from "./filters"
import { MemberList } from "./member-list"
import { listSearch, membersQuery } from "./query"
import { RemovedList } from "./removed-list"
import { RemovedToast } from "./removed-toast"
import { MemberTabs } from "./tabs"

export const generateMetadata = pageMetadata((t) => t("members.title"))

const notices = { removed: "notices.removed", restored: "notices.restored" } as const

/** The members of an organization. */
export default memberPage({
  path: "/members",
  permission: "users:read",
  render: async ({ actor, me, org, search }) => {
    const t = await translations("members")
    const lists = await translations("lists")
    const mayWrite = actor.permissions.has("users:write")
    const mayRemove = actor.permissions.has("users:delete")
    const removed = search.status === "removed" && mayRemove
    const query = membersQuery(search)
    const page = removed ? null : await listMembers(actor, query)
    const nearest = page?.rows.length === 0 && query.q && !query.cursor ? await suggestNames(actor, query) : []
    const filtered = Boolean(search.q || search.role || search.status)
    const who = search.done === "removed" && mayRemove ? search.who : undefined
    const notice = Object.entries(notices).find(([done]) => done === search.done)?.[1]
    const asks = asksForProof(me)
    const invites = actor.permissions.has("invites:read") ? await actorIn(me, org, "invites:read") : null
    return (
      <Messages of={["lists", "members"]}>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <Heading title={t("title")}>
            <span aria-live="polite">
              <Changing>{page?.total_is_estimate && `${t("about")} `}</Changing>
              <Changing>{page ? t(filtered ? "found" : "count", { n: page.total ?? 0 }) : t("removed.title")}</Changing>
            </span>
          </Heading>
          <div className="flex flex-wrap gap-2">
            {page && (
              <ButtonSlot look="plain">
                <a href={address("/members/export", listSearch(search))} download>
                  <Download aria-hidden /> {lists("export")}
                </a>
              </ButtonSlot>
            )}
            {actor.permissions.has("invites:write") && (
              <ButtonSlot>
                <Link href={address("/invites/new", { org })} prefetch={false}>
                  <MailPlus aria-hidden /> {t("invite")}
                </Link>
              </ButtonSlot>
            )}
          </div>
        </div>
        {notice && !who && <Alert tone="good">{t(notice)}</Alert>}
        {who && <RemovedToast actor={await actorIn(me, org, "users:delete")} id={who} {...{ org, asks }} />}
        {invites && <MemberTabs reader={invites} org={org} />}
        <MemberFilters key={org} {...{ search, mayWrite, mayRemove }} />
        {page ? (
          <MemberList
            {...{ page, org, search, asks, filtered, nearest }}
            reader={{ id: me.userId, rank: actor.role_rank, roles: await assignableRoles(actor), mayWrite, mayRemove }}
          />
        ) : (
          <RemovedList actor={await actorIn(me, org, "users:delete")} {...{ org, search, asks }} />
        )}
      </Messages>
    )
  },
})
