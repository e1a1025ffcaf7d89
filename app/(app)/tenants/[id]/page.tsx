import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { Section } from "@/components/section"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { translations } from "@/lib/i18n/translations"
import { asksForProof } from "@/lib/sessions/proof"
import { getTenant } from "@/lib/tenants/read"
import { memberPage } from "../../member-page"
import { pageMetadata } from "../../shell/page-metadata"
import { Notice } from "../notice"
import { asAdmin } from "../standing"
import { Admins } from "./admins"
import { Ending } from "./ending"
import { TenantOrganizations } from "./organizations"
import { Settings } from "./settings"

export const generateMetadata = pageMetadata((t) => t("tenants.one"))

/** The page of one tenant, for super admins and its own admins. */
export default memberPage({
  path: "/tenants/{id}",
  permission: "self",
  render: async ({ me, org, search, params }) => {
    const actor = await asAdmin(me, { tenant_id: params.id ?? "" })
    const [t, tenant] = await Promise.all([translations("tenants"), getTenant(actor.tenantId)])
    const p = await translations("policies")
    const asks = asksForProof(me)
    return (
      <Messages of={["common"]}>
        <Heading title={<bdi>{tenant.name}</bdi>}>{t("one")}</Heading>
        <Notice done={search.done} />
        {tenant.status === "suspended" && <Alert tone="note">{t("suspendedNote")}</Alert>}
        <div>
          <Section title={t("organizations.title")} about={t("organizations.about")}>
            <TenantOrganizations actor={actor} org={org} search={search} asks={asks} />
          </Section>
          <Section title={t("admins.title")} about={t("admins.about")}>
            <Admins tenant={tenant} org={org} asks={asks} />
          </Section>
          <Section title={t("settings")} about={t("settingsAbout")}>
            <Settings tenant={tenant} org={org} mayWrite={me.superAdmin} />
          </Section>
          <Section title={p("title")} about={p("about")}>
            <p>
              <TextLink href={address(`/tenants/${tenant.id}/policy`, { org })}>{p("open")}</TextLink>
            </p>
          </Section>
          <Ending tenant={tenant} org={org} asks={asks} superAdmin={me.superAdmin} />
        </div>
      </Messages>
    )
  },
})
