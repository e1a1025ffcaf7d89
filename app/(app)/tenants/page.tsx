import { redirect } from "next/navigation"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { Pager } from "@/components/pager"
import { SearchForm } from "@/components/search-form"
import { address, type Search } from "@/components/search-params"
import { Section } from "@/components/section"
import { AppError } from "@/lib/core/errors"
import { translations } from "@/lib/i18n/translations"
import { listTenants } from "@/lib/tenants/read"
import { TenantQuery } from "@/lib/tenants/schema"
import { listQuery } from "../list-query"
import { memberPage } from "../member-page"
import { pageMetadata } from "../shell/page-metadata"
import { makeTenant } from "./actions"
import { DeletedTenants } from "./deleted-tenants"
import { LineForm } from "./line-form"
import { Notice } from "./notice"
import { TenantList } from "./tenant-list"

export const generateMetadata = pageMetadata((t) => t("tenants.title"))

const tenantQuery = ({ q, cursor, before }: Search) => listQuery(TenantQuery, { q, cursor, before }, { limit: 20 })

/** All tenants for super admins, who need no organization for it; for others those they administer. */
export default memberPage({
  path: "/tenants",
  permission: "self",
  render: async ({ me, org, search }) => {
    const t = await translations("tenants")
    const page = await listTenants(me, tenantQuery(search))
    const { rows } = page
    const [only] = rows
    if (!me.superAdmin && !search.q && !search.done) {
      if (!only) throw new AppError("permission_required", { reason: "missing", required: "tenant_admin" })
      if (rows.length === 1) redirect(address(`/tenants/${only.id}`, { org }))
    }
    return (
      <Messages of={["common"]}>
        <Heading title={t("title")}>{t("about")}</Heading>
        <Notice done={search.done} />
        {(me.superAdmin || rows.length > 1) && (
          <SearchForm path="/tenants" label={t("search")} search={{ org, q: search.q }} />
        )}
        {rows.length > 0 ? (
          <TenantList tenants={rows} org={org} />
        ) : (
          <Empty title={t(me.superAdmin ? "empty" : "none")}>{t(me.superAdmin ? "emptyAbout" : "noneAbout")}</Empty>
        )}
        <Pager path="/tenants" search={{ ...search, done: undefined }} page={page} />
        {me.superAdmin && (
          <div>
            <Section title={t("create.title")} about={t("create.about")}>
              <LineForm
                action={makeTenant}
                line="newTenant"
                name="name"
                label={t("create.name")}
                values={{ org }}
                submit={t("create.submit")}
                submitting={t("create.submitting")}
              />
            </Section>
            <DeletedTenants me={me} org={org} />
          </div>
        )}
      </Messages>
    )
  },
})
