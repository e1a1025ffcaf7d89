import { Heading } from "@/components/heading"
import { AppError } from "@/lib/core/errors"
import { translations } from "@/lib/i18n/translations"
import { mayCreateTenants } from "@/lib/tenants/service"
import { memberPage } from "../../member-page"
import { CreateOrganization } from "../../shell/create-organization"
import { pageMetadata } from "../../shell/page-metadata"

export const generateMetadata = pageMetadata((t) => t("shell.create.title"))

/** Creates another organization; the person becomes its admin. */
export default memberPage({
  path: "/organization/new",
  permission: "self",
  render: async ({ me }) => {
    if (!mayCreateTenants(me)) throw new AppError("not_found")
    if (!me.verified) throw new AppError("email_not_verified")
    const t = await translations("shell.create")
    return (
      <>
        <Heading title={t("title")}>{t("about")}</Heading>
        <div className="max-w-xl">
          <CreateOrganization />
        </div>
      </>
    )
  },
})
