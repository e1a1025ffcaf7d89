import type { Tx } from "../core/db/client"
import type { Caller } from "../core/identity/caller"
import { readTerms } from "../core/identity/role-terms"
import { enqueueNotices } from "../mail/notices"
import { linkTo } from "../mail/outbox"
import { byWhom } from "./by-whom"
import { type Change, newRole } from "./change"

/** Emails members what has changed for them, except people who have not accepted yet. */
export async function tellOfChanges(
  tx: Tx,
  caller: Caller,
  tenantId: string,
  organization: { id: string; name: string },
  changes: readonly Change[],
): Promise<void> {
  const told = changes.filter(({ row }) => row.status !== "invited")
  const mailOf = ({ row, own }: Change) => ({
    to: row.email,
    tenantId,
    data: { name: row.name, organization: organization.name, ...(own ? {} : byWhom(caller)) },
  })
  const url = linkTo(`/overview?org=${organization.id}`)
  const names = await readTerms(
    tx,
    tenantId,
    told.map(({ next }) => next.role),
  )
  const roles = told.flatMap((change) => {
    const key = newRole(change)
    const role = key && (names.get(key)?.name ?? key)
    const { data, ...mail } = mailOf(change)
    return role ? [{ ...mail, template: "role_changed" as const, data: { ...data, role, url } }] : []
  })
  await enqueueNotices(tx, roles)
  const suspended = told.filter(({ suspends }) => suspends)
  await enqueueNotices(
    tx,
    suspended.map((change) => ({ ...mailOf(change), template: "membership_suspended" as const })),
  )
}
