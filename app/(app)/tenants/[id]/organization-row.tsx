import Link from "next/link"
import type { ReactNode } from "react"
import { Disclosure } from "@/components/disclosure"
import { ProofForm } from "@/components/proof-form"
import { address } from "@/components/search-params"
import { Badge } from "@/components/ui/badge"
import { formats, translations } from "@/lib/i18n/translations"
import type { TenantOrganization } from "@/lib/organizations/tenant-organizations"
import { removeOrganization } from "../../organization/actions"
import { restoreOne, resumeOne, suspendOne } from "../organization-actions"

type Props = { organization: TenantOrganization; tenantId: string; org: string | undefined; asks: boolean }

/**
 * An organization of the tenant: members, sign-up policy, and buttons to suspend, reactivate, delete and restore it.
 */
export async function OrganizationRow({ organization, tenantId, org, asks }: Props) {
  const { id, name, status, sign_up, members, deleted_at, version } = organization
  const [all, t, { dateTime }] = await Promise.all([
    translations("tenants"),
    translations("tenants.organizations"),
    formats(),
  ])
  const hidden = (text: ReactNode) => <span className="sr-only">{text}</span>
  const shown = { organization_id: id, version: String(version) }
  const values = { tenant_id: tenantId, org, ...shown }
  const count = members > 1000 ? t("many") : t("members", { n: members })
  const note = deleted_at
    ? t("gone", { date: dateTime(new Date(deleted_at), { dateStyle: "medium" }) })
    : t(`policies.${sign_up}`)
  return (
    <li className="grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="min-w-0">
          {status === "active" ? (
            <Link
              href={address("/organization", { org: id })}
              prefetch={false}
              className="font-medium wrap-anywhere underline decoration-line underline-offset-4 hover:decoration-accent"
            >
              <bdi>{name}</bdi>
            </Link>
          ) : (
            <bdi className="font-medium wrap-anywhere">{name}</bdi>
          )}
          <span className="block text-sm text-muted">
            {count} · {note}
          </span>
        </span>
        <Badge tone={status === "active" ? "good" : status === "suspended" ? "bad" : "calm"}>
          {all(`status.${status}`)}
        </Badge>
      </div>
      {status === "active" && (
        <Disclosure label={<span>{t.rich("manage", { name, hidden })}</span>} size="small">
          <p className="text-sm">{t("suspendAbout")}</p>
          <ProofForm action={suspendOne} values={values} asks={asks} look="warning" size="small">
            {t("suspend", { name })}
          </ProofForm>
          <hr className="border-line" />
          <p className="text-sm">{members > 1000 ? t("deleteMany") : t("deleteAbout", { n: members })}</p>
          <ProofForm action={removeOrganization} values={shown} asks={asks} look="danger" size="small">
            {t("delete", { name })}
          </ProofForm>
        </Disclosure>
      )}
      {status === "suspended" && (
        <ProofForm action={resumeOne} values={values} asks={asks} look="plain" size="small">
          {t("resume", { name })}
        </ProofForm>
      )}
      {status === "deleted" && (
        <ProofForm action={restoreOne} values={values} asks={asks} look="plain" size="small">
          {t("restore", { name })}
        </ProofForm>
      )}
    </li>
  )
}
