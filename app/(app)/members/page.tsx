import { MailPlus } from "lucide-react"
import type { Metadata } from "next"
import Link from "next/link"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { Pager } from "@/components/pager"
import { address } from "@/components/search-params"
import { Alert } from "@/components/ui/alert"
import { ButtonSlot } from "@/components/ui/button-slot"
import { Column, Table } from "@/components/ui/table"
import { listMembers } from "@/lib/memberships/list"
import { memberPage } from "../member-page"
import { Filters } from "./filters"
import { MemberRow } from "./member-row"
import { membersQuery } from "./query"

export const metadata: Metadata = { title: "Members" }

/** Who is in this organization. */
export default memberPage({
  path: "/members",
  permission: "users:read",
  render: async ({ actor, me, org, search }) => {
    const { rows, next_cursor, total = 0, total_is_estimate } = await listMembers(actor, membersQuery(search))
    const filtered = Boolean(search.q || search.role || search.status)
    const full = actor.permissions.has("users:write")
    return (
      <>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <Heading title="Members">
            <span aria-live="polite">{`${total_is_estimate ? "about " : ""}${total} ${total === 1 ? "person" : "people"}${filtered ? " found" : ""}`}</span>
          </Heading>
          {actor.permissions.has("invites:write") && (
            <ButtonSlot>
              <Link href={address("/invites/new", { org })} prefetch={false}>
                <MailPlus aria-hidden /> Invite someone
              </Link>
            </ButtonSlot>
          )}
        </div>
        {search.done === "removed" && <Alert tone="good">They are no longer a member, and were told by mail.</Alert>}
        <Filters key={org} search={search} />
        {rows.length > 0 ? (
          <Table
            label="Members"
            columns={[
              <Column key="name">Name</Column>,
              <Column key="role">Role</Column>,
              <Column key="status">{full ? "Status" : ""}</Column>,
              <Column key="seen" className="max-sm:hidden">
                {full ? "Last seen" : "Since"}
              </Column>,
            ]}
          >
            {rows.map((person) => (
              <MemberRow key={person.id} person={person} org={org} self={person.id === me.userId} />
            ))}
          </Table>
        ) : (
          <Empty title={filtered ? "Nobody like that here" : "Nobody here yet"}>
            {filtered ? "Try fewer letters, or another role or status." : "Invite someone, and they appear here."}
          </Empty>
        )}
        <Pager path="/members" search={search} next={next_cursor} />
      </>
    )
  },
})
