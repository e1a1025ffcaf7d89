import { Download } from "lucide-react"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { Pager } from "@/components/pager"
import { address } from "@/components/search-params"
import { ButtonSlot } from "@/components/ui/button-slot"
import { List } from "@/components/ui/list"
import { listAuditEvents } from "@/lib/audit-events/list"
import { memberPage } from "../member-page"
import { pageMetadata } from "../shell/page-metadata"
import { EventRow } from "./event-row"
import { EventFilters } from "./filters"
import { memberNames } from "./names"
import { auditQuery, seesTenant } from "./query"
import { auditWords } from "./words"

export const generateMetadata = pageMetadata((t) => t("audit.title"))

/** Who did what to whom in this organization, the latest first. */
export default memberPage({
  path: "/audit",
  permission: "audit:read",
  render: async ({ me, actor: here, org, search }) => {
    const words = await auditWords()
    const { t } = words
    const { actor, query } = await auditQuery(me, here, search, 25)
    const page = await listAuditEvents(actor, query)
    const names = await memberNames(me, org, page.rows)
    return (
      <>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <Heading title={t("title")}>{t("about")}</Heading>
          <ButtonSlot look="plain">
            <a href={address("/audit/export", { ...search, cursor: undefined })} download>
              <Download aria-hidden /> {t("csv")}
            </a>
          </ButtonSlot>
        </div>
        <EventFilters key={address("", search)} search={search} words={words} wholeTenant={seesTenant(here)} />
        {page.rows.length > 0 ? (
          <List aria-label={t("events")}>
            {page.rows.map((event) => (
              <EventRow key={event.id} {...{ event, names, search, words }} />
            ))}
          </List>
        ) : (
          <Empty title={t("empty")}>{t("emptyAbout")}</Empty>
        )}
        <Pager path="/audit" search={search} page={page} />
      </>
    )
  },
})
