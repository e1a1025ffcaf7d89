import { BackLink } from "@/components/back-link"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { grantsOthers, isBuiltIn, outranks, permissions } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { assignableRoles } from "@/lib/roles/assignable"
import { asksForProof } from "@/lib/sessions/proof"
import { memberPage } from "../../member-page"
import { pageMetadata } from "../../shell/page-metadata"
import { KeyForm } from "./key-form"

export const generateMetadata = pageMetadata((t) => t("apiKeys.form.title"))

export default memberPage({
  path: "/api-keys/new",
  permission: "api_keys:write",
  render: async ({ me, actor, org }) => {
    const t = await translations("apiKeys")
    const own = [...actor.permissions].filter((name) => !isBuiltIn(name)).sort()
    return (
      <Messages of={["common", "labels", "permissions", "apiKeys"]}>
        <BackLink href={address("/api-keys", { org })}>{t("title")}</BackLink>
        <Heading title={t("form.title")}>{t("form.about")}</Heading>
        <KeyForm
          org={org}
          roles={await assignableRoles(actor)}
          grantable={[...permissions, ...own].filter((name) => actor.permissions.has(name))}
          others={grantsOthers(actor)}
          wholeTenant={!outranks("tenant_admin", actor.role_rank)}
          asks={asksForProof(me)}
        />
      </Messages>
    )
  },
})
