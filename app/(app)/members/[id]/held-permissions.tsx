import { Cell, Column, Row, Table } from "@/components/ui/table"
import { defaultsOf, type Role } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"

type Props = { role: Role | null; effective: string[]; direct: string[] }

/** Effective permissions of a member, with their sources. */
export async function HeldPermissions({ role, effective, direct }: Props) {
  const t = await translations("members")
  if (!role || effective.length === 0) return <p className="text-sm text-muted">{t("held.none")}</p>
  const byRole: readonly string[] = defaultsOf(role)
  const called = { role: (await translations("labels.roles"))(role) }

  function why(name: string): string {
    if (!byRole.includes(name)) return t("held.direct")
    return direct.includes(name) ? t("held.both", called) : t("held.role", called)
  }

  return (
    <Table
      small
      label={t("held.title")}
      columns={[
        <Column key="permission">{t("held.permission")}</Column>,
        <Column key="source">{t("held.why")}</Column>,
      ]}
    >
      {effective.map((name) => (
        <Row key={name}>
          <Cell className="font-mono text-sm wrap-anywhere">{name}</Cell>
          <Cell className="text-sm text-muted">{why(name)}</Cell>
        </Row>
      ))}
    </Table>
  )
}
