import { Cell, Column, Row, Table } from "@/components/ui/table"
import { scopeOfOrganization } from "@/lib/core/http/scope"
import { accessOfPerson } from "@/lib/core/identity/access"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { withSources } from "@/lib/users/held-permissions"

/** What somebody may do in an organization, and why. */
export async function MyRights({ me, org }: { me: UserCaller; org: string }) {
  const access = await accessOfPerson(me.userId, me.superAdmin, await scopeOfOrganization(me, org))
  if (!access) return null
  const [t, labels] = [await translations("profile.rights"), await translations("labels")]
  const held = withSources(access)
  if (held.length === 0) return <p className="text-sm text-muted">{t("none")}</p>
  return (
    <Table
      small
      label={t("title")}
      columns={[<Column key="permission">{t("permission")}</Column>, <Column key="source">{t("why")}</Column>]}
    >
      {held.map(({ permission, role, direct }) => (
        <Row key={permission}>
          <Cell className="font-mono text-sm">{permission}</Cell>
          <Cell className="text-sm text-muted">
            {role ? t(direct ? "both" : "role", { role: labels(`roles.${role}`) }) : t("direct")}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
