import { Facts } from "@/components/facts"
import { translations } from "@/lib/i18n/translations"
import type { Organization } from "@/lib/organizations/schema"

/** The settings, read-only. */
export async function Readable({ organization: { name, sign_up, allowed_domains } }: { organization: Organization }) {
  const t = await translations("organization")
  return (
    <Facts
      facts={[
        [t("name"), <bdi key="name">{name}</bdi>],
        [t("signUp"), t(`policies.${sign_up}`)],
        sign_up === "domain" ? [t("domains.label"), allowed_domains.join(", ")] : null,
      ]}
    />
  )
}
