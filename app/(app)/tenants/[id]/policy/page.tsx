import { policySections } from "@/app/(app)/organization/policy/policy-sections"
import { BackLink } from "@/components/back-link"
import { Heading } from "@/components/heading"
import { address } from "@/components/search-params"
import { translations } from "@/lib/i18n/translations"
import { getTenant } from "@/lib/tenants/read"
import { memberPage } from "../../../member-page"
import { pageMetadata } from "../../../shell/page-metadata"
import { asAdmin } from "../../standing"

export const generateMetadata = pageMetadata((t) => t("policies.title"))

/** The sign-in policy of a tenant, for all of its organizations. */
export default memberPage({
  path: "/tenants/{id}/policy",
  permission: "self",
  render: async ({ me, org, search, params }) => {
    const actor = await asAdmin(me, { tenant_id: params.id ?? "" })
    const [t, { id, name }] = await Promise.all([translations("policies"), getTenant(actor.tenantId)])
    return (
      <>
        <BackLink href={address(`/tenants/${id}`, { org })}>{name}</BackLink>
        <Heading title={t("title")}>
          <bdi>{name}</bdi>
        </Heading>
        {await policySections({ me, scope: actor, org, path: `/tenants/${id}/policy`, search, names: true })}
      </>
    )
  },
})
