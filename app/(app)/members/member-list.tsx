import { Empty } from "@/components/empty"
import { Pager } from "@/components/pager"
import { address, type Search } from "@/components/search-params"
import { SelectAll } from "@/components/selection/boxes"
import { SortColumn } from "@/components/sort-column"
import { Column, Table } from "@/components/ui/table"
import type { Page } from "@/lib/core/db/paginate"
import { translations } from "@/lib/i18n/translations"
import type { Reader } from "./change"
import { chosenOf } from "./chosen"
import { DidYouMean } from "./did-you-mean"
import { MemberRow, type Person } from "./member-row"
import { listSearch, placed } from "./query"
import { Selection } from "./selection"

type Props = {
  page: Page<Person>
  org: string
  search: Search
  reader: Reader
  asks: boolean
  filtered: boolean
  /** Similar names, if the search found nothing. */
  nearest: readonly string[]
}

/** The matching members, with actions. */
export async function MemberList({ page, org, search, reader, asks, filtered, nearest }: Props) {
  const t = await translations("members")
  const { rows, total = 0 } = page
  const acts = reader.mayWrite || reader.mayRemove
  const kept = listSearch(search)
  const sorting = { path: "/members", search: kept, standard: "name" }
  const from = address("/members/selection", { ...kept, sort: undefined })
  return (
    <Selection key={org} {...{ org, reader, asks, total, from }} people={acts ? rows.map(chosenOf) : []}>
      {rows.length > 0 ? (
        <Table
          label={t("title")}
          cardHead={acts && <SelectAll words />}
          columns={[
            <SortColumn key="name" {...sorting} by="name" before={acts && <SelectAll />}>
              {t("name")}
            </SortColumn>,
            <Column key="role">{t("role")}</Column>,
            <Column key="status">{reader.mayWrite ? t("status") : ""}</Column>,
            <Column key="seen">{reader.mayWrite ? t("lastSeen") : ""}</Column>,
            <SortColumn key="since" {...sorting} by="created_at" down>
              {t("since")}
            </SortColumn>,
            acts && (
              <Column key="menu">
                <span className="sr-only">{t("actions")}</span>
              </Column>
            ),
          ]}
        >
          {rows.map((person) => (
            <MemberRow key={person.id} {...{ person, org, acts }} self={person.id === reader.id} />
          ))}
        </Table>
      ) : (
        <Empty title={filtered ? t("empty.filtered") : t("empty.title")}>
          {nearest.length > 0 && <DidYouMean {...{ nearest, search }} />}
          <span key={String(filtered)}>{filtered ? t("empty.filteredAbout") : t("empty.about")}</span>
        </Empty>
      )}
      <Pager path="/members" search={placed(search)} page={page} />
    </Selection>
  )
}
