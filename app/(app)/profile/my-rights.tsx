import { roleNames } from "@/components/labels"
import { Cell, Column, Row, Table } from "@/components/ui/table"
import { personStanding, placeOfOrganization, type UserCaller } from "@/lib/session"
import { withSources } from "@/lib/users/own"

/** What somebody may do in an organization, and why. */
export async function MyRights({ me, org }: { me: UserCaller; org: string }) {
  const standing = await personStanding(me.userId, me.superAdmin, await placeOfOrganization(me, org))
  if (!standing) return null
  const held = withSources(standing)
  if (held.length === 0) return <p className="text-sm text-muted">Nothing beyond your own account.</p>
  return (
    <Table
      label="What I may do here"
      columns={[<Column key="permission">Permission</Column>, <Column key="source">Why</Column>]}
    >
      {held.map(({ permission, role, direct }) => (
        <Row key={permission}>
          <Cell className="font-mono text-sm">{permission}</Cell>
          <Cell className="text-sm text-muted">
            {role && `As ${roleNames[role].toLowerCase()}`}
            {role && direct && ", and "}
            {direct && (role ? "given to you directly" : "Given to you directly")}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
