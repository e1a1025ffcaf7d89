import { translations } from "@/lib/i18n/translations"
import { LineForm } from "../tenants/line-form"
import { beginOrganization } from "./begin"

/** Creates an organization with a tenant of its own. */
export async function CreateOrganization() {
  const t = await translations("shell.homeless")
  return (
    <LineForm
      action={beginOrganization}
      line="newTenant"
      name="name"
      label={t("name")}
      autoComplete="organization"
      values={{}}
      submit={t("submit")}
      submitting={t("submitting")}
    />
  )
}
