import { Disclosure } from "@/components/disclosure"
import { Pager } from "@/components/pager"
import type { Search } from "@/components/search-params"
import { List } from "@/components/ui/list"
import type { Actor } from "@/lib/core/identity/authorize"
import { translations } from "@/lib/i18n/translations"
import { listTenantOrganizations } from "@/lib/organizations/tenant-organizations"
import { LineForm } from "../line-form"
import { makeOrganization } from "../organization-actions"
import { OrganizationRow } from "./organization-row"

type Props = { actor: Actor<"tenant_admin">; org: string | undefined; search: Search; asks: boolean }

/** The tenant's organizations, including deleted ones, and a form to create one. */
export async function TenantOrganizations({ actor, org, search, asks }: Props) {
  const { tenantId } = actor
  const [t, page] = await Promise.all([
    translations("tenants.organizations"),
    listTenantOrganizations(actor, { cursor: search.cursor, before: search.before, limit: 20 }),
  ])
  return (
    <>
      <List aria-label={t("title")}>
        {page.rows.map((organization) => (
          <OrganizationRow key={organization.id} {...{ organization, tenantId, org, asks }} />
        ))}
      </List>
      <Pager path={`/tenants/${tenantId}`} search={{ ...search, done: undefined }} page={page} />
      <Disclosure label={t("create")}>
        <LineForm
          action={makeOrganization}
          line="newOrganization"
          name="name"
          label={t("name")}
          hint={t("signUpLater")}
          values={{ tenant_id: tenantId, org }}
          submit={t("submit")}
          submitting={t("submitting")}
        />
      </Disclosure>
    </>
  )
}
