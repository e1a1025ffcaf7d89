import { Empty } from "@/components/empty"
import { Pager } from "@/components/pager"
import type { Search } from "@/components/search-params"
import { Column, Table } from "@/components/ui/table"
import type { Page } from "@/lib/core/db/paginate"
import { translations } from "@/lib/i18n/translations"
import type { Reader } from "./change"
import { SortColumn } from "./columns"
import { DidYouMean } from "./did-you-mean"
import { chosenOf, MemberRow, type Person } from "./member-row"
import { listSearch } from "./query"
import { SelectAll } from "./select-box"
import { Selection } from "./selection"

type Props = {
  page: Page<Person>
  org: string
  search: Search
  reader: Reader
  asks: boolean
  filtered: boolean
  /** Names like the one that was searched for, where nothing was found. */
  nearest: readonly string[]
}

/** The members that fit, to look at, choose and change. */
export async function MemberList({ page, org, search, reader, asks, filtered, nearest }: Props) {
  const t = await translations("members")
  const { rows, next_cursor } = page
  const acts = reader.mayWrite || reader.mayRemove
  return (
    <Selection key={org} {...{ org, reader, asks }} people={acts ? rows.map(chosenOf) : []}>
      {rows.length > 0 ? (
        <Table
          label={t("title")}
          columns={[
            <SortColumn key="name" by="name" search={search} before={acts && <SelectAll />}>
              {t("name")}
            </SortColumn>,
            <Column key="role">{t("role")}</Column>,
            <Column key="status">{reader.mayWrite ? t("status") : ""}</Column>,
            <Column key="seen" className="max-sm:hidden">
              {reader.mayWrite ? t("lastSeen") : ""}
            </Column>,
            <SortColumn key="since" by="created_at" down search={search} className="max-lg:hidden">
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
      <Pager path="/members" search={{ ...listSearch(search), cursor: search.cursor }} next={next_cursor} />
    </Selection>
  )
}
