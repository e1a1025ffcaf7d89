import { recordEvent } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { noteChange } from "../core/db/outbox"
import { transaction } from "../core/db/transaction"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import { deleteLogo } from "../files/ends"
import { encodeImage } from "../files/image"
import { storeImage } from "../files/store"
import { getOrganization } from "./read"
import type { Organization } from "./schema"
import { lockScope } from "./store"

type Writer = Actor<"organizations:write">

/**
 * Replaces an organization's logo by an uploaded one, of at most 512 by 512 pixels.
 * @throws AppError validation_failed, unavailable
 */
export async function setLogo(actor: Writer, bytes: Uint8Array): Promise<Organization> {
  const image = await encodeImage(actor.tenantId, "logo", bytes)
  const owner = { tenantId: actor.tenantId, organizationId: String(actor.organizationId) }
  return replaceLogo(actor, (tx) => storeImage(tx, owner, image))
}

/** Removes an organization's logo. */
export async function removeLogo(actor: Writer): Promise<void> {
  await replaceLogo(actor, async () => null)
}

function replaceLogo(actor: Writer, store: (tx: Tx) => Promise<string | null>): Promise<Organization> {
  const { tenantId } = actor
  const organizationId = String(actor.organizationId)
  return transaction(async (tx) => {
    await lockScope(tx, actor)
    await assertStillAuthorized(tx, actor, "organizations:write")
    noteChange({ tenantId, organizationId })
    await deleteLogo(tx, tenantId, organizationId)
    const logoId = await store(tx)
    await tx.organization.update({
      where: { tenantId_id: { tenantId, id: organizationId } },
      data: { logoId, version: { increment: 1 }, updatedAt: new Date() },
    })
    await recordEvent(tx, actor.caller, {
      tenantId,
      organizationId,
      action: "organization.updated",
      target: { type: "organization", id: organizationId },
      after: { changed: ["logo_url"] },
    })
    return getOrganization(actor, tx)
  })
}
