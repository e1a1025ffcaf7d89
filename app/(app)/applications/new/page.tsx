import { BackLink } from "@/components/back-link"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { env } from "@/lib/core/env"
import { outranks } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { asksForProof } from "@/lib/sessions/proof"
import { memberPage } from "../../member-page"
import { pageMetadata } from "../../shell/page-metadata"
import { grantableBy } from "../grantable"
import { ApplicationForm } from "./application-form"

export const generateMetadata = pageMetadata((t) => t("applications.form.title"))

export default memberPage({
  path: "/applications/new",
  permission: "applications:write",
  render: async ({ me, actor, org }) => {
    const t = await translations("applications")
    return (
      <Messages of={["common", "labels", "permissions", "applications"]}>
        <BackLink href={address("/applications", { org })}>{t("title")}</BackLink>
        <Heading title={t("form.title")}>{t("form.about")}</Heading>
        <ApplicationForm
          org={org}
          issuer={env().PUBLIC_URL}
          {...grantableBy(actor)}
          wholeTenant={!outranks("tenant_admin", actor.role_rank)}
          asks={asksForProof(me)}
        />
      </Messages>
    )
  },
})
