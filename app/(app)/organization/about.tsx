import { Facts } from "@/components/facts"
import { address } from "@/components/search-params"
import { When } from "@/components/when"
import { env } from "@/lib/core/env"
import { formats, translations } from "@/lib/i18n/translations"
import type { Organization } from "@/lib/organizations/schema"

/** Reference data: ID, number of members, and the link to join. */
export async function About({ organization, members }: { organization: Organization; members: number }) {
  const [t, { number }] = await Promise.all([translations("organization"), formats()])
  const { id, created_at, sign_up } = organization
  const signUpPage = env().PUBLIC_URL + address("/register", { organization_id: id })
  return (
    <Facts
      facts={[
        [t("id"), <code key="id">{id}</code>],
        [t("since"), <When key="since" at={created_at} />],
        [t("members"), number(members)],
        sign_up === "invite_only"
          ? null
          : [
              t("signUpPage"),
              <code key="page" className="select-all">
                {signUpPage}
              </code>,
            ],
      ]}
    />
  )
}
