import { Cell, Column, Row, Table } from "@/components/ui/table"
import { translations } from "@/lib/i18n/translations"
import type { OwnRole } from "@/lib/roles/read"
import { roleNamed } from "../../role-named"

type Props = {
  role: string | null
  included: readonly string[]
  own: readonly OwnRole[]
  effective: string[]
  direct: string[]
}

/** Effective permissions of a member, with their sources. */
export async function HeldPermissions({ role, included, own, effective, direct }: Props) {
  const t = await translations("members")
  if (!role || effective.length === 0) return <p className="text-sm text-muted">{t("held.none")}</p>
  const called = { role: roleNamed(await translations("labels"), own, role) }

  function why(name: string): string {
    if (!included.includes(name)) return t("held.direct")
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
          <Cell className="text-sm wrap-anywhere text-muted">{why(name)}</Cell>
        </Row>
      ))}
    </Table>
  )
}
