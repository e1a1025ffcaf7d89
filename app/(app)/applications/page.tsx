import { AppWindow } from "lucide-react"
import Link from "next/link"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { Pager } from "@/components/pager"
import { SearchForm } from "@/components/search-form"
import { address } from "@/components/search-params"
import { ButtonSlot } from "@/components/ui/button-slot"
import { Column, Table } from "@/components/ui/table"
import { ApplicationQuery } from "@/lib/applications/schema"
import { listApplications } from "@/lib/applications/service"
import { translations } from "@/lib/i18n/translations"
import { listQuery } from "../list-query"
import { memberPage } from "../member-page"
import { pageMetadata } from "../shell/page-metadata"
import { ApplicationRow } from "./application-row"
import { Done } from "./done"
import { Parts } from "./parts"

export const generateMetadata = pageMetadata((t) => t("applications.title"))

const columns = ["name", "type", "created"] as const

/** The organization's applications; for tenant admins also those of the whole tenant. */
export default memberPage({
  path: "/applications",
  permission: "applications:read",
  render: async ({ actor, org, search }) => {
    const t = await translations("applications")
    const { q, cursor, before } = search
    const page = await listApplications(actor, listQuery(ApplicationQuery, { q, cursor, before }, { limit: 50 }))
    return (
      <Messages of={["common", "labels"]}>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <Heading title={t("title")}>{t("about")}</Heading>
          {actor.permissions.has("applications:write") && (
            <ButtonSlot>
              <Link href={address("/applications/new", { org })} prefetch={false}>
                <AppWindow aria-hidden /> {t("create")}
              </Link>
            </ButtonSlot>
          )}
        </div>
        <Done done={search.done} />
        <Parts org={org} current="applications" />
        {(q || page.rows.length > 0) && <SearchForm path="/applications" label={t("search")} search={{ org, q }} />}
        {page.rows.length > 0 ? (
          <Table label={t("title")} columns={columns.map((name) => <Column key={name}>{t(`columns.${name}`)}</Column>)}>
            {page.rows.map((application) => (
              <ApplicationRow key={application.id} {...{ application, org }} />
            ))}
          </Table>
        ) : (
          <Empty title={t(q ? "noneFound" : "none")}>{t(q ? "noneFoundAbout" : "noneAbout")}</Empty>
        )}
        <Pager path="/applications" search={{ org, q, cursor, before }} page={page} />
      </Messages>
    )
  },
})
