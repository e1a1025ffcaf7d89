import { Avatar } from "@/components/avatar"
import { Empty } from "@/components/empty"
import { Pager } from "@/components/pager"
import { Rank } from "@/components/rank"
import type { Search } from "@/components/search-params"
import { Cell, Column, Row, Table } from "@/components/ui/table"
import { When } from "@/components/when"
import type { Actor } from "@/lib/core/identity/authorize"
import { outranks } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { listRemoved, type RemovedMember } from "@/lib/memberships/removed"
import { membersQuery, placed } from "./query"
import { RestoreForm } from "./restore-form"

type Props = { actor: Actor<"users:delete">; org: string; search: Search; asks: boolean }

/** Members removed within the last 30 days, with a button to restore them. */
export async function RemovedList({ actor, org, search, asks }: Props) {
  const t = await translations("members")
  const page = await listRemoved(actor, membersQuery(search))
  if (page.rows.length === 0) return <Empty title={t("removed.none")}>{t("removed.about")}</Empty>
  return (
    <>
      <p className="text-sm text-muted">{t("removed.about")}</p>
      <Table
        label={t("removed.title")}
        columns={[
          <Column key="name">{t("name")}</Column>,
          <Column key="role">{t("role")}</Column>,
          <Column key="at">{t("removed.at")}</Column>,
          <Column key="restore">
            <span className="sr-only">{t("actions")}</span>
          </Column>,
        ]}
      >
        {page.rows.map((person) => (
          <RemovedRow key={person.id} {...{ person, org, asks }} above={outranks(person.role_rank, actor.role_rank)} />
        ))}
      </Table>
      <Pager path="/members" search={placed(search)} page={page} />
    </>
  )
}

type RowProps = { person: RemovedMember; org: string; asks: boolean; above: boolean }

async function RemovedRow({ person, org, asks, above }: RowProps) {
  const { id, name, email, role, role_rank: rank, deleted_at, closed } = person
  const t = await translations("members")
  const called = t.rich("removed.restore", { name, hidden: (text) => <span className="sr-only">{text}</span> })
  return (
    <Row>
      <Cell>
        <div className="flex items-center gap-3">
          <Avatar id={id} name={name} />
          <div className="min-w-0">
            <bdi className="line-clamp-2 font-medium wrap-anywhere card:line-clamp-1" title={name}>
              {name}
            </bdi>
            {email && <div className="line-clamp-2 text-sm wrap-anywhere text-muted card:line-clamp-1">{email}</div>}
          </div>
        </div>
      </Cell>
      <Cell className="text-sm card:pl-11">
        <Rank role={role} rank={rank} />
      </Cell>
      <Cell className="text-sm text-muted">
        <div className="min-w-24 card:min-w-0">
          <When at={deleted_at} />
        </div>
      </Cell>
      <Cell className="text-sm card:basis-full card:pl-11">
        {closed || above ? (
          <span className="text-muted">{closed ? t("removed.closed") : t("obstacles.above")}</span>
        ) : (
          <RestoreForm {...{ org, id, asks }}>{called}</RestoreForm>
        )}
      </Cell>
    </Row>
  )
}
