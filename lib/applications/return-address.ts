import { db, type Tx } from "../core/db/client"
import { env } from "../core/env"
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

/** Path of a sign-in to an application that waits for its person: they go on in the browser that began it. */
const waiting = /^\/oauth\/interaction\/[\w-]{10,64}$/

const isWaiting = (to: string) =>
  to.startsWith(`${env().PUBLIC_URL}/`) && waiting.test(to.slice(env().PUBLIC_URL.length))

/** The return address of a page that leads to a sign-in to an application; undefined for other pages. */
export const waitingAddress = (next: string): string | undefined =>
  waiting.test(next) ? env().PUBLIC_URL + next : undefined

/** As `isReturnUri`; or the way back to a sign-in that waits on our own pages. */
const leadsTo = (application: StoredApplication, to: string) =>
  isReturnUri(application, to) || (application.status === "active" && isWaiting(to))

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
  return returnWhere(client, asked, (tenantId) => isMemberOf(client, userId, tenantId))
}

/**
 * The return address that someone names who registers. It counts only for an application of the tenant that they join
 * with it, and is ignored otherwise.
 */
export async function returnOfNewcomer(
  client: Tx,
  tenantId: string | undefined,
  asked: Asked,
): Promise<ReturnAddress | null> {
  return returnWhere(client, asked, (own) => own === tenantId)
}

async function returnWhere(
  client: Tx,
  { application_id: applicationId, return_to: to }: Asked,
  counts: (tenantId: string) => boolean | Promise<boolean>,
): Promise<ReturnAddress | null> {
  const application = applicationId && to ? await findApplication(client, applicationId) : null
  if (!application || !applicationId || !to || !leadsTo(application, to)) return null
  return (await counts(application.tenant_id)) ? { applicationId, to } : null
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

/** Seals a return address: no one else can put one into a link. */
const sealReturn = (address: ReturnAddress): string => Buffer.from(seal(label, address)).toString("base64url")

/** The sealed return address that a member has named, where it counts. */
export async function sealedReturnOf(userId: string, asked: Asked): Promise<string | null> {
  const address = await returnOfMember(db(), userId, asked)
  return address && sealReturn(address)
}

/** Appends a return address to a link, sealed. */
export function withReturn(path: string, address: ReturnAddress | null): string {
  if (!address) return path
  const to = sealReturn(address)
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
  if (!application || !leadsTo(application, found.to)) return null
  const { id, name, redirect_uris } = application
  if (!isWaiting(found.to)) return { name, address: found.to, host: new URL(found.to).host }
  const [first] = redirect_uris.filter((uri) => /^https?:/.test(uri))
  return { name, address: `${found.to}?application_id=${id}`, host: first ? new URL(first).host : name }
}
