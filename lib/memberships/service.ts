import { recordEvent } from "../audit-events/record"
import { stopKeysBy } from "../api-keys/maker"
import { db, isUniqueViolation, Prisma, type Tx, transaction } from "../db"
import { AppError, fieldError } from "../errors"
import { fold } from "../fold"
import { revokePendingInvites } from "../invites/maker"
import { enqueueMail } from "../mail/outbox"
import { lockOrganization } from "../organizations/service"
import { effective, mayGrant, type MembershipRole, membershipRoles, outranks, type Role } from "../permissions"
import { type Actor, personStanding, type Place, provenAgain, type UserCaller } from "../session"
import type { User, UserPatch } from "../users/schema"
import { isUnlimited, keepAnAdmin } from "./last-admin"
import { membershipColumns } from "./list"
import { asCard, type MembershipRow, showPeople } from "./people"

/** What a new membership holds. */
export type NewMembership = Place & {
  organizationId: string
  userId: string
  email: string
  name: string
  role: MembershipRole
  permissions?: string[]
  status: "invited" | "active"
  externalId?: string | null
  metadata?: Record<string, unknown>
}

/** The columns that lists and search need, made from name and address. */
function copies(name: string, email: string) {
  return { name, nameSort: fold(name), email, search: `${fold(name)} ${email}` }
}

/**
 * Makes somebody a member; one who left before begins anew, with nothing of the old membership.
 * @throws AppError already_member, membership_suspended, external_id_taken
 */
export async function addMembership(tx: Tx, input: NewMembership): Promise<void> {
  const { tenantId, organizationId, userId, status, role } = input
  const key = { tenantId, organizationId, userId }
  const [old] = await tx.$queryRaw<{ status: string; deleted: boolean }[]>`
    SELECT status, deleted_at IS NOT NULL AS deleted FROM memberships
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId} FOR UPDATE`
  if (old && !old.deleted && old.status === "suspended") throw new AppError("membership_suspended")
  if (old && !old.deleted && old.status === "active") throw new AppError("already_member")
  const now = new Date()
  const invited = old && !old.deleted
  const fresh = {
    ...copies(input.name, input.email),
    role,
    permissions: input.permissions ?? [],
    status,
    expiresAt: null,
    lastSeenAt: null,
    deletedAt: null,
    updatedAt: now,
    acceptedAt: status === "active" ? now : null,
    activeSince: status === "active" ? now : null,
    ...(invited ? {} : { externalId: input.externalId ?? null, metadata: input.metadata as Prisma.InputJsonObject ?? {}, createdAt: now }),
  }
  await tx.membership
    .upsert({
      where: { tenantId_organizationId_userId: key },
      create: { ...key, ...fresh },
      update: { ...fresh, version: { increment: 1 } },
    })
    .catch((error: unknown) => {
      throw isUniqueViolation(error, "external_id") ? new AppError("external_id_taken") : error
    })
  if (status === "active")
    await tx.userOrganization.upsert({
      where: { userId_tenantId_organizationId: key },
      create: key,
      update: {},
    })
}

/** What the caller is in their token's organization, in the shape of a user object. */
export async function myMembership(me: UserCaller) {
  const place = me.tenantId ? { tenantId: me.tenantId, organizationId: me.organizationId } : null
  const standing = place && (await personStanding(me.userId, me.superAdmin, place))
  const key = { tenantId: me.tenantId ?? "", organizationId: me.organizationId ?? "", userId: me.userId }
  const row = me.organizationId ? await db.membership.findUnique({ where: { tenantId_organizationId_userId: key } }) : null
  const role: Role | null = standing?.role ?? (me.superAdmin ? "super_admin" : null)
  return {
    organization_id: me.organizationId,
    tenant_id: me.tenantId,
    role,
    status: "active" as const,
    permissions: row?.permissions ?? [],
    effective_permissions: standing ? [...standing.permissions] : role ? effective(role, []) : [],
    external_id: row?.externalId ?? null,
    metadata: (row?.metadata ?? {}) as Record<string, never>,
    expires_at: row?.expiresAt ?? null,
  }
}

/**
 * One member of the actor's organization; a card for those without `users:write`, unless it is themselves.
 * @throws AppError not_found
 */
export async function getMember(actor: Actor<"users:read">, userId: string) {
  const user = await showMember(actor, userId)
  const own = actor.caller.kind === "user" && actor.caller.userId === userId
  return own || actor.permissions.has("users:write") ? user : asCard(user)
}

/** One membership in full. @throws AppError not_found */
export async function showMember(place: Place, userId: string, client: Tx = db): Promise<User> {
  const [row] = await readMembership(client, place, userId, Prisma.empty)
  const [user] = row ? await showPeople(place.tenantId, [row], client) : []
  if (!user) throw new AppError("not_found")
  return user
}

function readMembership(client: Tx, place: Place, userId: string, lock: Prisma.Sql) {
  return client.$queryRaw<MembershipRow[]>`
    SELECT ${membershipColumns} FROM memberships
    WHERE tenant_id = ${place.tenantId} AND organization_id = ${place.organizationId} AND user_id = ${userId}
      AND deleted_at IS NULL ${lock}`
}

/** What stopped with somebody's rights: ids of the invites and API keys that they had made. */
export type Stopped = { invites: string[]; api_keys: string[] }

/**
 * Locks the organization, proves the actor's right again behind the lock, and gives the target as it is now.
 * @throws AppError not_found, permission_required, role_above_your_own
 */
async function target<P extends "users:write" | "users:delete">(tx: Tx, actor: Actor<P>, right: P, userId: string) {
  const { tenantId, organizationId } = actor
  if (!organizationId) throw fieldError("organization_id", "required", "Say which organization you mean with organization_id.")
  const organization = await lockOrganization(tx, tenantId, organizationId)
  if (!organization) throw new AppError("not_found")
  const self = actor.caller.kind === "user" && actor.caller.userId === userId
  if (!self) await provenAgain(tx, actor, right)
  const [row] = await readMembership(tx, actor, userId, Prisma.sql`FOR UPDATE`)
  const [user] = row ? await showPeople(tenantId, [row], tx) : []
  if (!row || !user) throw new AppError("not_found")
  if (user.role && outranks(user.role, actor.role)) throw new AppError("role_above_your_own")
  return { row, user, self, organization, organizationId }
}

/**
 * Changes a membership. A new role without `permissions` empties the direct ones.
 * @returns the user as they are afterwards, and what stopped when they were suspended
 * @throws AppError not_found, version_conflict, role_above_your_own, permission_not_held, own_rights, last_admin
 */
export async function updateMember(
  actor: Actor<"users:write">,
  userId: string,
  patch: UserPatch,
  ifMatch: number | null = null,
): Promise<User & { stopped?: Stopped }> {
  return transaction(async (tx) => {
    const { row, user, self, organization, organizationId } = await target(tx, actor, "users:write", userId)
    if (ifMatch !== null && ifMatch !== row.version) throw new AppError("version_conflict")
    const next = {
      role: patch.role ? assignableRole(actor, patch.role) : row.role,
      permissions: patch.permissions ?? (patch.role ? [] : row.permissions),
      status: patch.status ?? row.status,
      expires_at: patch.expires_at === undefined ? row.expires_at : patch.expires_at,
    }
    checkChange(actor, row, next, self)
    const suspends = row.status !== "suspended" && next.status === "suspended"
    const lifts = row.status === "suspended" && next.status === "active"
    if (isUnlimited(row) && !isUnlimited(next)) await keepAnAdmin(tx, actor.tenantId, organizationId, userId)
    await write(tx, actor.tenantId, organizationId, userId, patch, { ...next, lifts })
    const stopped = suspends ? await stopWhatTheyMade(tx, actor.tenantId, organizationId, userId) : undefined
    await recordEvent(tx, actor.caller, {
      tenantId: actor.tenantId,
      organizationId,
      action: suspends ? "member.suspended" : lifts ? "member.reactivated" : "member.updated",
      target: { type: "user", id: userId },
      before: rights(row),
      after: { ...rights(next), changed: Object.keys(patch), ...(stopped ?? {}) },
    })
    await tell(tx, actor.tenantId, user, organization.name, { role: next.role !== row.role ? next.role : null, suspends })
    const shown = await showMember({ tenantId: actor.tenantId, organizationId }, userId, tx)
    return stopped ? { ...shown, stopped } : shown
  })
}

type Rights = { role: Role; permissions: string[]; status: string; expires_at: Date | null }

const rights = ({ role, permissions, status, expires_at }: Rights) => ({
  role,
  permissions,
  status,
  expires_at: expires_at?.toISOString() ?? null,
})

/**
 * A role that this actor may give.
 * @throws AppError role_above_your_own, validation_failed for the two that are named elsewhere
 */
export function assignableRole(actor: Pick<Actor<never>, "role">, role: Role): MembershipRole {
  if (outranks(role, actor.role)) throw new AppError("role_above_your_own")
  const found = membershipRoles.find((r) => r === role)
  if (!found) throw fieldError("role", "invalid", "Tenant and super admins are not named here. Choose admin, member or guest.")
  return found
}

/** @throws AppError permission_not_held when the actor may not grant one of these */
export function checkGrants(actor: Pick<Actor<never>, "role" | "permissions">, names: readonly string[]): void {
  const refused = names.find((name) => !mayGrant(actor.role, actor.permissions, name))
  if (refused) throw new AppError("permission_not_held", { required: refused })
}

function checkChange(actor: Actor<"users:write">, row: MembershipRow, next: Rights, self: boolean): void {
  const added = next.permissions.filter((p) => !row.permissions.includes(p))
  checkGrants(actor, added)
  if (row.status === "invited" && next.status === "active")
    throw fieldError("status", "invalid", "They become active by accepting their invite.")
  if (next.expires_at && next.expires_at !== row.expires_at && next.expires_at <= new Date())
    throw fieldError("expires_at", "in_the_past", "Choose a time in the future.")
  if (!self) return
  const later = row.expires_at !== null && (next.expires_at === null || next.expires_at > row.expires_at)
  const before = new Set(effective(row.role, row.permissions))
  if (outranks(next.role, row.role) || later || effective(next.role, next.permissions).some((p) => !before.has(p)))
    throw new AppError("own_rights")
}

async function write(
  tx: Tx,
  tenantId: string,
  organizationId: string,
  userId: string,
  patch: UserPatch,
  { role, permissions, status, expires_at, lifts }: Rights & { lifts: boolean },
): Promise<void> {
  const where = { tenantId_organizationId_userId: { tenantId, organizationId, userId } }
  const { email } = await tx.membership.findUniqueOrThrow({ where, select: { email: true } })
  await tx.membership
    .update({
      where,
      data: {
        role,
        permissions,
        // `expired` is computed and never stored.
        status: status === "expired" ? "active" : status,
        expiresAt: expires_at,
        ...(patch.name === undefined ? {} : copies(patch.name, email)),
        ...(patch.external_id === undefined ? {} : { externalId: patch.external_id }),
        ...(patch.metadata === undefined ? {} : { metadata: patch.metadata as Prisma.InputJsonObject }),
        ...(lifts ? { activeSince: new Date() } : {}),
        version: { increment: 1 },
        updatedAt: new Date(),
      },
    })
    .catch((error: unknown) => {
      throw isUniqueViolation(error, "external_id") ? new AppError("external_id_taken") : error
    })
}

async function stopWhatTheyMade(tx: Tx, tenantId: string, organizationId: string, userId: string): Promise<Stopped> {
  const invites = await revokePendingInvites(tx, { tenantId, organizationId, makerId: userId })
  return { invites, api_keys: await stopKeysBy(tx, tenantId, organizationId, userId) }
}

type News = { role: Role | null; suspends: boolean }

async function tell(tx: Tx, tenantId: string, user: User, organization: string, { role, suspends }: News): Promise<void> {
  if (user.status === "invited") return
  const mail = { to: user.email, tenantId }
  if (role) await enqueueMail(tx, { ...mail, template: "role_changed", data: { name: user.name, organization, role } })
  if (suspends) await enqueueMail(tx, { ...mail, template: "membership_suspended", data: { name: user.name, organization } })
}

/**
 * Ends a membership: an admin removes somebody, or somebody leaves. Their sessions lose the organization at once.
 * @returns what stopped with it
 * @throws AppError not_found, role_above_your_own, membership_suspended (nobody leaves a suspension), last_admin
 */
export async function removeMember(actor: Actor<"users:delete">, userId: string): Promise<Stopped> {
  return transaction(async (tx) => {
    const { row, user, self, organization, organizationId } = await target(tx, actor, "users:delete", userId)
    if (self && row.status === "suspended") throw new AppError("membership_suspended")
    if (isUnlimited(row)) await keepAnAdmin(tx, actor.tenantId, organizationId, userId)
    const stopped = await endMembership(tx, { tenantId: actor.tenantId, organizationId }, row)
    await recordEvent(tx, actor.caller, {
      tenantId: actor.tenantId,
      organizationId,
      action: self ? "member.left" : "member.removed",
      target: { type: "user", id: userId },
      before: rights(row),
      after: stopped,
    })
    if (!self && row.status !== "invited")
      await enqueueMail(tx, {
        to: row.email,
        template: "membership_ended",
        data: { name: user.name, organization: organization.name },
        tenantId: actor.tenantId,
      })
    return stopped
  })
}

/** Ends one membership and what depends on it. Whoever calls has checked that it may end, and tells and logs it. */
export async function endMembership(
  tx: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  { id: userId, email }: Pick<MembershipRow, "id" | "email">,
): Promise<Stopped> {
  await tx.$executeRaw`
    UPDATE memberships SET deleted_at = now(), updated_at = now(), version = version + 1
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${userId} AND deleted_at IS NULL`
  await tx.userOrganization.deleteMany({ where: { userId, tenantId, organizationId } })
  await revokePendingInvites(tx, { tenantId, organizationId, email })
  return stopWhatTheyMade(tx, tenantId, organizationId, userId)
}

/** The account's name has changed: the memberships that showed it follow, those with a name of their own do not. */
export async function copyAccountName(tx: Tx, userId: string, from: string, to: string): Promise<void> {
  const tenants = await tx.userOrganization.findMany({ where: { userId }, distinct: ["tenantId"], select: { tenantId: true } })
  for (const { tenantId } of tenants) {
    const [row] = await tx.membership.findMany({ where: { tenantId, userId }, select: { email: true }, take: 1 })
    await tx.membership.updateMany({
      where: { tenantId, userId, name: from },
      data: { ...copies(to, row?.email ?? ""), version: { increment: 1 }, updatedAt: new Date() },
    })
  }
}

/** Where a person can sign in to: last used first, else oldest. Suspended, ended and expired memberships do not count. */
export async function livePlaces(userId: string, client: Tx = db): Promise<{ tenantId: string; organizationId: string }[]> {
  const own = await client.userOrganization.findMany({
    where: { userId },
    orderBy: [{ lastUsedAt: { sort: "desc", nulls: "last" } }, { createdAt: "asc" }, { organizationId: "asc" }],
  })
  const places = await Promise.all(
    own.map(async ({ tenantId, organizationId }) => {
      const place = { tenantId, organizationId }
      return (await personStanding(userId, false, place, client)) && place
    }),
  )
  return places.filter((place) => place !== null)
}

/** Remembers the organization that somebody signed in to or switched to. */
export async function markUsed(tx: Tx, userId: string, place: Place): Promise<void> {
  await tx.$executeRaw`
    UPDATE user_organizations SET last_used_at = now()
    WHERE user_id = ${userId} AND tenant_id = ${place.tenantId} AND organization_id = ${place.organizationId}`
}
