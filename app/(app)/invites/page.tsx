import { MailPlus } from "lucide-react"
import type { Metadata } from "next"
import Link from "next/link"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { Pager } from "@/components/pager"
import { address, type Search } from "@/components/search-params"
import { Alert } from "@/components/ui/alert"
import { ButtonSlot } from "@/components/ui/button-slot"
import { Column, Table } from "@/components/ui/table"
import { listInvites } from "@/lib/invites/read"
import { InviteQuery } from "@/lib/invites/schema"
import { memberPage } from "../member-page"
import { InviteRow } from "./invite-row"
import { StatusTabs } from "./status-tabs"

export const metadata: Metadata = { title: "Invites" }

function invitesQuery({ status, cursor }: Search) {
  const asked = InviteQuery.safeParse({ status, cursor, limit: 50 })
  return asked.success ? asked.data : InviteQuery.parse({ limit: 50 })
}

const columns = [
  <Column key="to">To</Column>,
  <Column key="role">Role</Column>,
  <Column key="status">Status</Column>,
  <Column key="until">Date</Column>,
  <Column key="act">
    <span className="sr-only">Actions</span>
  </Column>,
]

/** Who was invited, and what became of it. */
export default memberPage({
  path: "/invites",
  permission: "invites:read",
  render: async ({ actor, org, search }) => {
    const { rows, next_cursor } = await listInvites(actor, invitesQuery(search))
    const mayWrite = actor.permissions.has("invites:write")
    return (
      <>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <Heading title="Invites">Offers to join, sent by mail.</Heading>
          {mayWrite && (
            <ButtonSlot>
              <Link href={address("/invites/new", { org })} prefetch={false}>
                <MailPlus aria-hidden /> Invite someone
              </Link>
            </ButtonSlot>
          )}
        </div>
        {search.done === "sent" && <Alert tone="good">The invite is on its way.</Alert>}
        <StatusTabs search={search} />
        {rows.length > 0 ? (
          <Table label="Invites" columns={columns}>
            {rows.map((invite) => (
              <InviteRow key={invite.id} {...{ invite, org, mayWrite }} />
            ))}
          </Table>
        ) : (
          <Empty title="No invites here">Invite someone by their address; what becomes of it shows in this list.</Empty>
        )}
        <Pager path="/invites" search={search} next={next_cursor} />
      </>
    )
  },
})
