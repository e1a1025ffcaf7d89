import { MailPlus, Users } from "lucide-react"
import Link from "next/link"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { Pager } from "@/components/pager"
import { address, type Search } from "@/components/search-params"
import { Alert } from "@/components/ui/alert"
import { ButtonSlot } from "@/components/ui/button-slot"
import { Column, Table } from "@/components/ui/table"
import { translations } from "@/lib/i18n/translations"
import { listInvites } from "@/lib/invites/list"
import { InviteQuery } from "@/lib/invites/schema"
import { listQuery } from "../list-query"
import { memberPage } from "../member-page"
import { pageMetadata } from "../shell/page-metadata"
import { InviteRow } from "./invite-row"
import { SearchForm } from "./search-form"
import { StatusTabs } from "./status-tabs"

export const generateMetadata = pageMetadata((t) => t("invites.title"))

const invitesQuery = ({ status, q, cursor }: Search) => listQuery(InviteQuery, { status, q, cursor }, { limit: 50 })

const columnNames = ["to", "role", "status", "mail", "date"] as const

/** Who was invited, and what became of it. */
export default memberPage({
  path: "/invites",
  permission: "invites:read",
  render: async ({ actor, org, search }) => {
    const t = await translations("invites")
    const { rows, next_cursor } = await listInvites(actor, invitesQuery(search))
    const mayWrite = actor.permissions.has("invites:write")
    const filtered = Boolean(search.q || search.status)
    const columns = [
      ...columnNames.map((name) => <Column key={name}>{t(`columns.${name}`)}</Column>),
      <Column key="actions">
        <span className="sr-only">{t("columns.actions")}</span>
      </Column>,
    ]
    return (
      <>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <Heading title={t("title")}>{t("about")}</Heading>
          {mayWrite && (
            <div className="flex flex-wrap gap-2">
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
            </div>
          )}
        </div>
        {search.done === "sent" && <Alert tone="good">{t("sent")}</Alert>}
        {search.done === "revoked" && <Alert tone="good">{t("revokedNotice")}</Alert>}
        <SearchForm search={search} />
        <StatusTabs search={search} />
        {rows.length > 0 ? (
          <Table label={t("title")} columns={columns}>
            {rows.map((invite) => (
              <InviteRow key={invite.id} {...{ invite, org, mayWrite }} />
            ))}
          </Table>
        ) : filtered ? (
          <Empty title={t("noneFound")}>{t("noneFoundAbout")}</Empty>
        ) : (
          <Empty title={t("none")}>{t("noneAbout")}</Empty>
        )}
        <Pager path="/invites" search={{ ...search, done: undefined }} next={next_cursor} />
      </>
    )
  },
})
