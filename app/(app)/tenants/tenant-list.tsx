import Link from "next/link"
import type { z } from "zod"
import { address } from "@/components/search-params"
import { Badge } from "@/components/ui/badge"
import { Cell, Column, Row, Table } from "@/components/ui/table"
import { When } from "@/components/when"
import { translations } from "@/lib/i18n/translations"
import type { Tenant } from "@/lib/tenants/schema"

/** Tenants with their admins. */
export async function TenantList({ tenants, org }: { tenants: z.input<typeof Tenant>[]; org: string | undefined }) {
  const t = await translations("tenants")
  return (
    <Table
      label={t("title")}
      columns={[
        <Column key="name">{t("columns.name")}</Column>,
        <Column key="admins">{t("columns.admins")}</Column>,
        <Column key="status">{t("columns.status")}</Column>,
        <Column key="since">{t("columns.since")}</Column>,
      ]}
    >
      {tenants.map(({ id, name, admins, status, created_at }) => (
        <Row key={id}>
          <Cell>
            <Link
              href={address(`/tenants/${id}`, { org })}
              prefetch={false}
              className="font-medium after:absolute after:inset-0"
            >
              <bdi className="line-clamp-2 wrap-anywhere">{name}</bdi>
            </Link>
            <span className="block truncate font-mono text-xs text-muted">{id}</span>
          </Cell>
          <Cell className="text-sm">
            <bdi className="line-clamp-3 wrap-anywhere card:line-clamp-1">{named(admins)}</bdi>
          </Cell>
          <Cell>
            <Badge tone={status === "active" ? "good" : "bad"}>{t(`status.${status}`)}</Badge>
          </Cell>
          <Cell className="text-sm text-muted card:hidden">
            <div className="min-w-24 card:min-w-0">
              <When at={created_at} />
            </div>
          </Cell>
        </Row>
      ))}
    </Table>
  )

  function named([first, ...others]: { name: string }[]): string {
    if (!first) return t("noAdmins")
    return others.length > 0 ? t("moreAdmins", { name: first.name, n: others.length }) : first.name
  }
}
