import { Disclosure } from "@/components/disclosure"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { Pager } from "@/components/pager"
import { Alert } from "@/components/ui/alert"
import { List } from "@/components/ui/list"
import { ApiQuery } from "@/lib/apis/schema"
import { listApis } from "@/lib/apis/service"
import { outranks } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { listQuery } from "../../list-query"
import { memberPage } from "../../member-page"
import { pageMetadata } from "../../shell/page-metadata"
import { Parts } from "../parts"
import { ApiItem } from "./api-item"
import { NewApiForm } from "./new-api-form"

export const generateMetadata = pageMetadata((t) => t("applications.apis.title"))

/** The tenant's APIs, which tenant admins can change. */
export default memberPage({
  path: "/applications/apis",
  permission: "applications:read",
  render: async ({ actor, org, search }) => {
    const t = await translations("applications.apis")
    const { cursor, before } = search
    const page = await listApis(actor, listQuery(ApiQuery, { cursor, before }, { limit: 20 }))
    const mayWrite = !outranks("tenant_admin", actor.role_rank)
    return (
      <Messages of={["common", "applications"]}>
        <Heading title={t("title")}>{t("about")}</Heading>
        {search.done === "deleted" && <Alert tone="good">{t("deleted")}</Alert>}
        <Parts org={org} current="apis" />
        {!mayWrite && <Alert tone="note">{t("onlyTenantAdmins")}</Alert>}
        {page.rows.length > 0 ? (
          <List aria-label={t("title")}>
            {page.rows.map((api) => (
              <ApiItem key={api.id} {...{ api, org, mayWrite }} />
            ))}
          </List>
        ) : (
          <Empty title={t("none")}>{t("noneAbout")}</Empty>
        )}
        <Pager path="/applications/apis" search={{ org, cursor, before }} page={page} />
        {mayWrite && (
          <Disclosure label={t("create")} open={page.rows.length === 0}>
            <NewApiForm org={org} />
          </Disclosure>
        )}
      </Messages>
    )
  },
})
