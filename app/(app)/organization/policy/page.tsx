import { BackLink } from "@/components/back-link"
import { Heading } from "@/components/heading"
import { address } from "@/components/search-params"
import { translations } from "@/lib/i18n/translations"
import { organizationName } from "@/lib/organizations/store"
import { memberPage } from "../../member-page"
import { pageMetadata } from "../../shell/page-metadata"
import { policySections } from "./policy-sections"

export const generateMetadata = pageMetadata((t) => t("policies.title"))

/** The sign-in policy of an organization. */
export default memberPage({
  path: "/organization/policy",
  permission: "policies:write",
  render: async ({ me, actor, org, search }) => {
    const [t, o] = [await translations("policies"), await translations("organization")]
    const names = actor.permissions.has("users:write")
    return (
      <>
        <BackLink href={address("/organization", { org })}>{o("title")}</BackLink>
        <Heading title={t("title")}>
          <bdi>{await organizationName(actor.tenantId, org)}</bdi>
        </Heading>
        {await policySections({ me, scope: actor, org, path: "/organization/policy", search, names })}
      </>
    )
  },
})
