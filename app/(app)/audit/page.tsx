import { Download } from "lucide-react"
import type { Metadata } from "next"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { Pager } from "@/components/pager"
import { address } from "@/components/search-params"
import { ButtonSlot } from "@/components/ui/button-slot"
import { listAuditEvents } from "@/lib/audit-events/list"
import { memberPage } from "../member-page"
import { EventRow } from "./event-row"
import { Filters } from "./filters"
import { memberNames } from "./names"
import { auditQuery } from "./query"

export const metadata: Metadata = { title: "Audit log" }

/** Who did what to whom in this organization, the latest first. */
export default memberPage({
  path: "/audit",
  permission: "audit:read",
  render: async ({ me, actor, org, search }) => {
    const { rows, next_cursor } = await listAuditEvents(actor, auditQuery(search, 25))
    const names = await memberNames(me, org, rows)
    return (
      <>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <Heading title="Audit log">Who did what to whom. Nothing in it can be changed.</Heading>
          <ButtonSlot look="plain">
            <a href={address("/audit/export", { ...search, cursor: undefined })} download>
              <Download aria-hidden /> CSV of all that fit
            </a>
          </ButtonSlot>
        </div>
        <Filters search={search} />
        {rows.length > 0 ? (
          <ul aria-label="Events" className="divide-y divide-line rounded-lg border border-line bg-surface">
            {rows.map((event) => (
              <EventRow key={event.id} {...{ event, names, search }} />
            ))}
          </ul>
        ) : (
          <Empty title="Nothing like that happened here">Try fewer filters, or more days.</Empty>
        )}
        <Pager path="/audit" search={search} next={next_cursor} />
      </>
    )
  },
})
