import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { Section } from "@/components/section"
import { TextLink } from "@/components/text-link"
import { outranks } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { countMembers } from "@/lib/memberships/statistics"
import { getOrganization } from "@/lib/organizations/read"
import { memberPage } from "../member-page"
import { pageMetadata } from "../shell/page-metadata"
import { About } from "./about"
import { DeleteOrganization } from "./delete-organization"
import { LogoForm } from "./logo-form"
import { OrganizationLogo } from "./organization-logo"
import { Readable } from "./readable"
import { SettingsForm } from "./settings-form"

export const generateMetadata = pageMetadata((t) => t("organization.title"))

/** The organization's settings: name and sign-up policy. Read-only without the permission to change them. */
export default memberPage({
  path: "/organization",
  permission: "organizations:read",
  render: async ({ me, actor, org }) => {
    const [t, images] = [await translations("organization"), await translations("images")]
    const p = await translations("policies")
    const [organization, members] = await Promise.all([getOrganization(actor), countMembers(actor)])
    const { name, logo_url, sign_up, allowed_domains, version } = organization
    const mayWrite = actor.permissions.has("organizations:write")
    return (
      <>
        <Heading title={t("title")}>
          <bdi>{name}</bdi>
        </Heading>
        <div>
          <Section title={t("settings")} about={mayWrite ? undefined : t("readOnlyAbout")}>
            {mayWrite ? (
              <Messages of={["common", "organization"]}>
                <SettingsForm
                  key={org}
                  org={org}
                  stored={{ name, signUp: sign_up, domains: allowed_domains, version }}
                />
              </Messages>
            ) : (
              <Readable organization={organization} />
            )}
          </Section>
          {(mayWrite || logo_url) && (
            <Section title={images("logo")} about={images("logoAbout")}>
              {mayWrite ? (
                <Messages of={["common", "images"]}>
                  <LogoForm key={org} org={org} url={logo_url} />
                </Messages>
              ) : (
                logo_url && <OrganizationLogo url={logo_url} />
              )}
            </Section>
          )}
          {actor.permissions.has("policies:write") && (
            <Section title={p("title")} about={p("about")}>
              <p>
                <TextLink href={address("/organization/policy", { org })}>{p("open")}</TextLink>
              </p>
            </Section>
          )}
          <Section title={t("about")}>
            <About organization={organization} members={members} />
          </Section>
          {!outranks("tenant_admin", actor.role_rank) && (
            <Section title={t("delete.title")} about={t("delete.about")}>
              <DeleteOrganization me={me} organization={organization} members={members} />
            </Section>
          )}
        </div>
      </>
    )
  },
})
