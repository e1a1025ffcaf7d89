import { Facts } from "@/components/facts"
import { translations } from "@/lib/i18n/translations"
import { grantableBy } from "../grantable"
import type { Given } from "./given"
import { SettingsForm } from "./settings-form"

/** Name, URIs and requirements: a form, or read-only. */
export async function Settings({ actor, org, application, mayWrite }: Given) {
  const t = await translations("applications.fields")
  const { id, name, type, version, redirect_uris, post_logout_uris, return_uris, allowed_origins, permissions } =
    application
  const lines = (list: readonly string[]) => (
    <span className="whitespace-pre-wrap">{list.length > 0 ? list.join("\n") : "–"}</span>
  )
  if (!mayWrite)
    return (
      <Facts
        facts={[
          [t("name"), <bdi key="name">{name}</bdi>],
          type === "machine" ? [t("permissions"), lines(permissions)] : [t("redirect"), lines(redirect_uris)],
          type === "machine" ? null : [t("postLogout"), lines(post_logout_uris)],
          type === "machine" ? null : [t("returns"), lines(return_uris)],
          type === "machine" ? null : [t("origins"), lines(allowed_origins)],
        ]}
      />
    )
  return (
    <SettingsForm
      {...{ org, id, type, version }}
      {...grantableBy(actor)}
      stored={{
        ...{ name, redirect_uris, post_logout_uris, return_uris, allowed_origins, permissions },
        third_party: String(application.third_party),
        require_verified_email: String(application.require_verified_email),
      }}
    />
  )
}
