import { db, type Tx } from "../core/db/client"
import { fieldError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import { openSealed, seal } from "../core/seal"
import { findApplication, type StoredApplication } from "./store"

const label = "return-address"

/** Where someone goes on after an emailed link: an application, and one of its return URIs. */
export type ReturnAddress = { applicationId: string; to: string }

type Asked = { application_id?: string | undefined; return_to?: string | undefined }

/** Whether an address is one of an application's return URIs: origin and path exactly, any query. */
function isReturnUri({ status, return_uris }: StoredApplication, to: string): boolean {
  if (status !== "active" || !URL.canParse(to) || /[\s\p{Cc}\\#]/u.test(to)) return false
  const url = new URL(to)
  if (url.href !== to || url.username || url.password) return false
  return return_uris.includes(url.origin + url.pathname)
}

/**
 * The return address of an invite, which its creator names.
 * @throws AppError validation_failed where it is not one of an application of this organization or tenant
 */
export async function returnOfInvite(tx: Tx, scope: Scope, asked: Asked): Promise<ReturnAddress | null> {
  const { application_id: applicationId, return_to: to } = asked
  if (applicationId === undefined && to === undefined) return null
  if (applicationId === undefined) throw fieldError("application_id", "required")
  if (to === undefined) throw fieldError("return_to", "required")
  const application = await findApplication(tx, applicationId)
  const own = application?.organization_id ?? scope.organizationId
  if (application?.tenant_id !== scope.tenantId || own !== scope.organizationId)
    throw fieldError("application_id", "invalid")
  if (!isReturnUri(application, to)) throw fieldError("return_to", "invalid", { reason: "return_to" })
  return { applicationId, to }
}

/**
 * The return address that someone names without a credential. It counts only where the account is a member of the
 * application's tenant, and is ignored otherwise, so that the response reveals nothing.
 */
export async function returnOfMember(client: Tx, userId: string, asked: Asked): Promise<ReturnAddress | null> {
  const { application_id: applicationId, return_to: to } = asked
  const application = applicationId && to ? await findApplication(client, applicationId) : null
  if (!application || !applicationId || !to || !isReturnUri(application, to)) return null
  return (await isMemberOf(client, userId, application.tenant_id)) ? { applicationId, to } : null
}

async function isMemberOf(client: Tx, userId: string, tenantId: string): Promise<boolean> {
  const rows = await client.$queryRaw<unknown[]>`
    SELECT m.user_id FROM memberships m
    WHERE m.tenant_id = ${tenantId} AND m.user_id = ${userId} AND m.status = 'active' AND m.deleted_at IS NULL
      AND (m.expires_at IS NULL OR m.expires_at > now())
    UNION ALL SELECT a.user_id FROM tenant_admins a
    WHERE a.tenant_id = ${tenantId} AND a.user_id = ${userId} AND a.deleted_at IS NULL LIMIT 1`
  return rows.length > 0
}

/** Appends a return address to a link, sealed: no one else can put one there. */
export function withReturn(path: string, address: ReturnAddress | null): string {
  if (!address) return path
  const to = Buffer.from(seal(label, address)).toString("base64url")
  return `${path}${path.includes("?") ? "&" : "?"}to=${to}`
}

/** As `withReturn`, for what a row of invites has stored. */
export const withReturnOf = (path: string, { application_id, return_to }: StoredReturn) =>
  withReturn(path, application_id && return_to ? { applicationId: application_id, to: return_to } : null)

type StoredReturn = { application_id: string | null; return_to: string | null }

/** Opens a sealed return address. Null where its application has ended, or no longer names it. */
export async function openReturn(sealed: string | undefined) {
  const found = sealed ? openSealed<ReturnAddress>(label, Buffer.from(sealed, "base64url")) : null
  const application = found && (await findApplication(db(), found.applicationId))
  if (!application || !isReturnUri(application, found.to)) return null
  return { name: application.name, address: found.to, host: new URL(found.to).host }
}
