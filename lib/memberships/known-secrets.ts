import { namesOfSecrets } from "../applications/ends"
import type { Tx } from "../core/db/client"
import type { Scope } from "../core/identity/access"
import { enqueueNotices } from "../mail/notices"
import { linkTo } from "../mail/outbox"

type Admin = { email: string; name: string }

/** Emails an organization's remaining admins which secrets of applications a former member may know. */
export async function tellOfKnownSecrets(
  tx: Tx,
  { tenantId, organizationId }: Scope,
  left: { id: string; name: string },
  organization: string,
  secrets: readonly string[],
): Promise<void> {
  if (secrets.length === 0) return
  const admins = await tx.$queryRaw<Admin[]>`
    SELECT email, name FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND role = 'admin' AND status = 'active'
      AND deleted_at IS NULL AND (expires_at IS NULL OR expires_at > now()) AND user_id <> ${left.id}
    ORDER BY created_at LIMIT 50`
  const keys = await namesOfSecrets(tx, tenantId, secrets)
  const url = linkTo("/applications")
  await enqueueNotices(
    tx,
    admins.map(({ email, name }) => ({
      to: email,
      template: "application_secrets_known" as const,
      data: { name, by: left.name, organization, keys, url },
      tenantId,
    })),
  )
}
