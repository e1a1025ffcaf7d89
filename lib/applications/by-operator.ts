import type { z } from "zod"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import { lockScope } from "../organizations/store"
import { insertApplication } from "./insert"
import type { NewApplication } from "./schema"
import { findApplication } from "./store"
import { checkUris } from "./uris"
import { record } from "./write"

/**
 * Creates an application without a creator. Called by the operator only.
 * @returns its ID and, this once, its secret where it has one
 * @throws AppError not_found, validation_failed
 */
export async function createByOperator(scope: Scope, input: z.output<typeof NewApplication>) {
  const { tenantId, organizationId } = scope
  checkUris(input.type, input)
  return transaction(async (tx) => {
    await lockScope(tx, { tenantId, organizationId: null })
    if (organizationId) await lockScope(tx, scope)
    const made = await insertApplication(tx, { ...scope, creatorId: null }, input)
    const application = await findApplication(tx, made.id)
    if (!application) throw new AppError("not_found")
    const after = { type: input.type, tenant_wide: organizationId === null }
    await record(tx, { caller: "system", tenantId }, "application.created", application, after)
    return made
  })
}

/** Returns the applications of a tenant, of one of its organizations, or of all tenants. */
export function listForOperator({ tenantId, organizationId }: Partial<Scope>) {
  return db().application.findMany({
    where: { ...(tenantId && { tenantId }), ...(organizationId && { organizationId }) },
    orderBy: [{ tenantId: "asc" }, { createdAt: "asc" }],
    select: { id: true, name: true, type: true, status: true, tenantId: true, organizationId: true },
  })
}
