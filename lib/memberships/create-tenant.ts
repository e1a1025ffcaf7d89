import type { z } from "zod"
import { recordEvent, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { createOrganizationRow } from "../organizations/store"
import { getTenant } from "../tenants/read"
import type { NewTenant, Tenant } from "../tenants/schema"
import { mayCreateTenants } from "../tenants/service"
import { createTenantRow } from "../tenants/store"
import { addMembership } from "./add"

/** Creates a tenant with a first organization, and makes a person the admin of both. */
export async function foundTenant(
  tx: Tx,
  person: { userId: string; email: string; name: string },
  name: string,
  organizationName = name,
): Promise<{ tenantId: string; organizationId: string }> {
  const tenantId = await createTenantRow(tx, name, person.userId)
  const organizationId = await createOrganizationRow(tx, tenantId, organizationName)
  await addMembership(tx, { tenantId, organizationId, ...person, role: "admin", status: "active" })
  return { tenantId, organizationId }
}

/**
 * Creates a tenant with a first organization; the caller becomes its admin.
 * @throws AppError email_not_verified, sign_up_closed (for all but super admins when SIGN_UP is closed)
 */
export async function createTenant(me: UserCaller, input: z.output<typeof NewTenant>): Promise<z.input<typeof Tenant>> {
  if (!me.verified) throw new AppError("email_not_verified")
  if (!mayCreateTenants(me)) throw new AppError("sign_up_closed")
  return transaction(async (tx) => {
    const { userId, email, name } = await assertSignedIn(tx, me)
    const { tenantId } = await foundTenant(tx, { userId, email, name }, input.name, input.organization_name)
    for (const log of [tenantId, systemTenant])
      await recordEvent(tx, me, { tenantId: log, action: "tenant.created", target: { type: "tenant", id: tenantId } })
    return getTenant(tenantId, tx)
  })
}
