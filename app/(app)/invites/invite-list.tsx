import { Empty } from "@/components/empty"
import { Pager } from "@/components/pager"
import { address, type Search } from "@/components/search-params"
import { SelectAll } from "@/components/selection/boxes"
import { Column, Table } from "@/components/ui/table"
import type { Page } from "@/lib/core/db/paginate"
import type { Actor } from "@/lib/core/identity/authorize"
import { translations } from "@/lib/i18n/translations"
import type { Invite } from "@/lib/invites/schema"
import { chosenInvite } from "./chosen"
import { InviteRow } from "./invite-row"
import { Selection } from "./selection"

type Props = { actor: Actor<"invites:read">; org: string; search: Search; page: Page<Invite>; total: number }

/** The matching invitations, with actions. */
export async function InviteList({ actor, org, search: { q, status, cursor, before }, page, total }: Props) {
  const t = await translations("invites")
  const { rows } = page
  const acts = actor.permissions.has("invites:write")
  const kept = { org, q, status }
  const empty = q || status ? <Empty title={t("noneFound")}>{t("noneFoundAbout")}</Empty> : null
  return (
    <Selection
      {...{ org, total }}
      reader={actor.role_rank}
      items={acts ? rows.map(chosenInvite) : []}
      from={address("/invites/selection", kept)}
    >
      {rows.length > 0 ? (
        <Table
          label={t("title")}
          cardHead={acts && <SelectAll words />}
          columns={[
            <Column key="to">
              <span className="flex items-center gap-3">
                {acts && <SelectAll />}
                {t("columns.to")}
              </span>
            </Column>,
            <Column key="role">{t("columns.role")}</Column>,
            <Column key="status">{t("columns.status")}</Column>,
            <Column key="date">{t("columns.date")}</Column>,
            acts && (
              <Column key="actions">
                <span className="sr-only">{t("columns.actions")}</span>
              </Column>
            ),
          ]}
        >
          {rows.map((invite) => (
            <InviteRow key={invite.id} {...{ invite, org, acts }} />
          ))}
        </Table>
      ) : (
        (empty ?? <Empty title={t("none")}>{t("noneAbout")}</Empty>)
      )}
      <Pager path="/invites" search={{ ...kept, cursor, before }} page={page} />
    </Selection>
  )
}
