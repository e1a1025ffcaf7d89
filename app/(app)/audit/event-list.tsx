import { Empty } from "@/components/empty"
import { Pager } from "@/components/pager"
import type { Search } from "@/components/search-params"
import { SortColumn } from "@/components/sort-column"
import { Column, Group, Table } from "@/components/ui/table"
import type { AuditEvent } from "@/lib/audit-events/schema"
import type { Page } from "@/lib/core/db/paginate"
import { EventRow } from "./event-row"
import { byDay, dateOf } from "./time"
import type { AuditWords } from "./words"

type Props = { page: Page<AuditEvent>; names: ReadonlyMap<string, string>; search: Search; words: AuditWords }

const filters = ["action", "actor", "target", "from", "to"]

/** The matching events, one sentence each, grouped by day. */
export function EventList({ page, names, search, words }: Props) {
  const { t, format } = words
  const { cursor: _, before: __, done: ___, ...kept } = search
  const filtered = filters.some((name) => search[name])
  return (
    <>
      {page.rows.length > 0 ? (
        <Table
          label={t("events")}
          grouped
          columns={[
            <Column key="event">{t("columns.event")}</Column>,
            <SortColumn key="when" path="/audit" search={kept} by="created_at" standard="-created_at" down>
              {t("columns.when")}
            </SortColumn>,
          ]}
        >
          {byDay(page.rows).map(([day, events]) => (
            <Group key={day} span={2} name={format.dateTime(dateOf(`${day}T00:00:00Z`), { dateStyle: "full" })}>
              {events.map((event) => (
                <EventRow key={event.id} {...{ event, names, search, words }} />
              ))}
            </Group>
          ))}
        </Table>
      ) : (
        <Empty title={t(filtered ? "empty" : "noneYet")}>{t(filtered ? "emptyAbout" : "noneYetAbout")}</Empty>
      )}
      <Pager path="/audit" search={search} page={page} />
    </>
  )
}
