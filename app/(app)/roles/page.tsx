import { ShieldPlus } from "lucide-react"
import Link from "next/link"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { address } from "@/components/search-params"
import { Alert } from "@/components/ui/alert"
import { ButtonSlot } from "@/components/ui/button-slot"
import { outranks } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { listRoles } from "@/lib/roles/read"
import { memberPage } from "../member-page"
import { pageMetadata } from "../shell/page-metadata"
import { RoleTable } from "./role-table"

export const generateMetadata = pageMetadata((t) => t("roles.title"))

const notices = ["created", "saved", "deleted"] as const

/** The roles of the tenant, with what each includes. */
export default memberPage({
  path: "/roles",
  permission: "roles:read",
  render: async ({ actor, org, search }) => {
    const t = await translations("roles")
    const roles = await listRoles(actor)
    const mayWrite = !outranks("tenant_admin", actor.role_rank)
    const notice = notices.find((done) => done === search.done)
    return (
      <>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <Heading title={t("title")}>{t("about")}</Heading>
          {mayWrite && (
            <ButtonSlot>
              <Link href={address("/roles/new", { org })} prefetch={false}>
                <ShieldPlus aria-hidden /> {t("create")}
              </Link>
            </ButtonSlot>
          )}
        </div>
        {notice && <Alert tone="good">{t(notice)}</Alert>}
        {!mayWrite && <Alert tone="note">{t("onlyTenantAdmins")}</Alert>}
        <RoleTable {...{ roles, org, mayWrite }} />
        {roles.every((role) => role.built_in) && <Empty title={t("none")}>{t("noneAbout")}</Empty>}
      </>
    )
  },
})
