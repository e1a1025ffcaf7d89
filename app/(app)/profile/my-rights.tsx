import { Disclosure } from "@/components/disclosure"
import { permissionWords } from "@/components/permission-words"
import { Cell, Column, Row, Table } from "@/components/ui/table"
import { scopeOfOrganization } from "@/lib/core/http/scope"
import { accessOfPerson } from "@/lib/core/identity/access"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { type OwnRole, ownRoles } from "@/lib/roles/read"
import { withSources } from "@/lib/users/held-permissions"
import { roleNamed } from "../role-named"

type Held = ReturnType<typeof withSources>

/** A person's permissions in an organization, in words; names and sources behind a button. */
export async function MyRights({ me, org }: { me: UserCaller; org: string }) {
  const access = await accessOfPerson(me.userId, me.superAdmin, await scopeOfOrganization(me, org))
  if (!access) return null
  const [t, words] = [await translations("profile.rights"), await translations("permissions")]
  const held = withSources(access)
  const own = await ownRoles(access.tenantId)
  if (held.length === 0) return <p className="text-sm text-muted">{t("none")}</p>
  return (
    <>
      <ul className="grid list-disc gap-1 pl-5" aria-label={t("title")}>
        {held.map(({ permission }) => (
          <li key={permission} className="wrap-anywhere">
            {permissionWords(words, permission)}
          </li>
        ))}
      </ul>
      <Disclosure label={t("details")} size="small">
        <Details held={held} own={own} />
      </Disclosure>
    </>
  )
}

async function Details({ held, own }: { held: Held; own: readonly OwnRole[] }) {
  const [t, labels] = [await translations("profile.rights"), await translations("labels")]
  return (
    <Table
      small
      label={t("details")}
      columns={[<Column key="permission">{t("permission")}</Column>, <Column key="source">{t("why")}</Column>]}
    >
      {held.map(({ permission, role, direct }) => (
        <Row key={permission}>
          <Cell className="font-mono text-sm">{permission}</Cell>
          <Cell className="text-sm text-muted">
            {role ? t(direct ? "both" : "role", { role: roleNamed(labels, own, role) }) : t("direct")}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
