import { Download } from "lucide-react"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { ButtonSlot } from "@/components/ui/button-slot"
import { listAuditEvents } from "@/lib/audit-events/list"
import { memberPage } from "../member-page"
import { pageMetadata } from "../shell/page-metadata"
import { EventList } from "./event-list"
import { EventFilters } from "./filters"
import { eventNames } from "./names"
import { peopleToPick } from "./people"
import { auditQuery, seesTenant } from "./query"
import { Unclear } from "./unclear"
import { auditWords } from "./words"

export const generateMetadata = pageMetadata((t) => t("audit.title"))

/** The audit log of an organization, latest first. */
export default memberPage({
  path: "/audit",
  permission: "audit:read",
  render: async ({ me, actor: here, search }) => {
    const words = await auditWords()
    const { t } = words
    const { actor, query, unclear } = await auditQuery(me, here, search, 25)
    const [page, people] = await Promise.all([listAuditEvents(actor, query), peopleToPick(me, actor, query)])
    const names = await eventNames(me, actor, page.rows)
    return (
      <Messages of={["common"]}>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <Heading title={t("title")}>{t("about")}</Heading>
          <ButtonSlot look="plain">
            <a href={address("/audit/export", { ...search, cursor: undefined, before: undefined })} download>
              <Download aria-hidden /> {t("csv")}
            </a>
          </ButtonSlot>
        </div>
        <EventFilters key={address("", search)} {...{ search, words, people }} wholeTenant={seesTenant(here)} />
        <Unclear {...{ unclear, search, words }} />
        <EventList {...{ page, names, search, words }} />
      </Messages>
    )
  },
})
