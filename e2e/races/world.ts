import { randomBytes } from "node:crypto"
import { Secret, TOTP } from "otpauth"
import { hmac, randomToken, seal, sha256 } from "../../lib/crypto"
import { newId } from "../../lib/ids"
import { hashPassword } from "../../lib/passwords"
import type { Permission } from "../../lib/permissions"
import { type Actor, actorAt, callerOfRequest, callerOfSession, type UserCaller } from "../../lib/session"
import { db, Prisma, transaction } from "../database"

/** What the person of a race is like. */
export type Traits = {
  verified: boolean
  factor: boolean
  closed: boolean
  /** In the organization of the race: an admin, or not at all. */
  inside: boolean
  /** Administers the tenant, instead of the organization only. */
  tenantAdmin: boolean
  /** Has an account. */
  account: boolean
}

export const passwords = { old: "the old password", next: "another password", reset: "a password by reset" }

const known = { secret: new Secret({ size: 20 }), hash: undefined as Promise<string> | undefined }

/** A code of everybody's authenticator app; another one for each `step`, since each is used once. */
export const code = (step = 0) =>
  new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret: known.secret }).generate({
    timestamp: Date.now() + step * 30_000,
  })

export type World = Awaited<ReturnType<typeof newWorld>>

/**
 * A tenant with two organizations and an admin who owns it, and the person whom the race is about: with two browser
 * sessions, an API session and its refresh token, an API key, a live link of each kind. Made by SQL, since it is made a
 * thousand times.
 */
export async function newWorld(traits: Traits) {
  const word = randomBytes(6).toString("hex")
  const tenantId = newId("ten")
  const ids = { organization: newId("org"), other: newId("org"), open: newId("org"), closing: newId("org") }
  const [owner, person, member, removed] = [newId("user"), newId("user"), newId("user"), newId("user")]
  const email = `person.${word}@example.com`
  const sessions = { one: newId("ses"), two: newId("ses"), api: newId("ses"), owner: newId("ses") }
  const tokens = {
    refresh: randomToken(),
    reset: randomToken(),
    change: randomToken(),
    verify: randomToken(),
    challenge: randomToken(),
    invite: randomToken(),
    made: randomToken(),
    key: `nsk_${randomToken()}`,
  }
  const inviteId = newId("inv")
  const madeId = newId("inv")
  const keyId = newId("key")
  const newEmail = `new.${word}@example.com`
  const invited = `invited.${word}@example.com`
  known.hash ??= hashPassword(passwords.old)
  const hash = await known.hash
  await transaction(async (tx) => {
    await tx.tenant.create({ data: { id: tenantId, name: `Tenant ${word}` } })
    for (const [name, id] of Object.entries(ids)) {
      await tx.organization.create({ data: { tenantId, id, name, signUp: name === "open" ? "open" : "invite_only" } })
      await tx.organizationTenant.create({ data: { organizationId: id, tenantId } })
    }
    const person_ = traits.account ? [[person, email, traits.verified] as const] : []
    for (const [id, address, verified] of [
      [owner, `owner.${word}@example.com`, true] as const,
      [member, `member.${word}@example.com`, true] as const,
      [removed, `removed.${word}@example.com`, true] as const,
      ...person_,
    ]) {
      await tx.$executeRaw`
        INSERT INTO users (id, email, name, activated_at, email_verified_at, deleted_at)
        VALUES (${id}, ${address}, 'Somebody', now(), CASE WHEN ${verified} THEN now() END,
                CASE WHEN ${id === person && traits.closed} THEN now() END)`
      const factor = id === person && traits.factor
      await tx.userSecret.create({
        data: {
          userId: id,
          passwordHash: hash,
          passwordChangedAt: new Date(),
          totpSecret: id === person ? seal("totp", known.secret.base32) : null,
          totpConfirmedAt: factor ? new Date() : null,
        },
      })
    }
    await tx.$executeRaw`INSERT INTO tenant_admins (tenant_id, user_id, created_at) VALUES (${tenantId}, ${owner}, now())`
    if (traits.tenantAdmin)
      await tx.$executeRaw`INSERT INTO tenant_admins (tenant_id, user_id, created_at) VALUES (${tenantId}, ${person}, now())`
    const places: [string, string, string][] = [
      [ids.organization, owner, "admin"],
      [ids.organization, member, "member"],
      [ids.other, owner, "admin"],
    ]
    if (traits.account) places.push([ids.other, person, "member"])
    if (traits.account && traits.inside && !traits.tenantAdmin) places.push([ids.organization, person, "admin"])
    for (const [organizationId, userId, role] of places) {
      const closed = userId === person && traits.closed
      await tx.$executeRaw`
        INSERT INTO memberships (tenant_id, organization_id, user_id, role, status, name, name_sort, email, search,
                                 accepted_at, active_since, deleted_at)
        SELECT ${tenantId}, ${organizationId}, id, ${role}, 'active', name, name, email, email, now(), now(),
               CASE WHEN ${closed} THEN now() END FROM users WHERE id = ${userId}`
      await tx.userOrganization.create({ data: { userId, tenantId, organizationId } })
    }
    await tx.$executeRaw`
      INSERT INTO memberships (tenant_id, organization_id, user_id, role, status, name, name_sort, email, search,
                               accepted_at, active_since, deleted_at)
      VALUES (${tenantId}, ${ids.organization}, ${removed}, 'member', 'active', 'R', 'r', ${`removed.${word}@example.com`}, 'r',
              now(), now(), now())`
    const live: [string, string, string, string | null][] = [
      [owner, sessions.owner, "browser", null],
      ...(traits.account && !traits.closed
        ? ([
            [person, sessions.one, "browser", null],
            [person, sessions.two, "browser", null],
            [person, sessions.api, "api", traits.inside ? ids.organization : ids.other],
          ] as [string, string, string, string | null][])
        : []),
    ]
    for (const [userId, id, kind, place] of live)
      await tx.$executeRaw`
        INSERT INTO sessions (user_id, id, kind, tenant_id, organization_id, opened_at, expires_at)
        VALUES (${userId}, ${id}, ${kind}, ${place && tenantId}, ${place}, now(), now() + interval '1 day')`
    if (traits.account) {
      if (!traits.closed)
        await tx.$executeRaw`
          INSERT INTO secrets (hash, kind, user_id, subject) VALUES (${sha256(tokens.refresh)}, 'refresh', ${person}, ${sessions.api})`
      const mailed: [string, string, string | null, string | null][] = [
        [tokens.reset, "reset_password", null, email],
        [tokens.change, "change_email", newEmail, newEmail],
        [tokens.verify, "verify_email", null, email],
        [tokens.challenge, "challenge", null, null],
      ]
      for (const [token, kind, subject, proves] of mailed)
        if (!(traits.closed && kind === "verify_email"))
          await tx.$executeRaw`
            INSERT INTO secrets (hash, kind, user_id, subject, proves_address, expires_at)
            VALUES (${sha256(token)}, ${kind}, ${person}, ${subject}, ${proves}, now() + interval '1 hour')`
    }
    // An invite to the person, by the owner; one to a newcomer, by the person.
    for (const [id, token, address, maker, place] of [
      [inviteId, tokens.invite, email, owner, traits.inside ? ids.open : ids.organization],
      [madeId, tokens.made, invited, traits.account ? person : owner, ids.organization],
    ] as const) {
      await tx.$executeRaw`
        INSERT INTO invites (tenant_id, id, organization_id, email, role, maker_type, maker_id, maker_name, expires_at)
        VALUES (${tenantId}, ${id}, ${place}, ${address}, 'member', 'user', ${maker}, 'Maker', now() + interval '7 days')`
      await tx.$executeRaw`
        INSERT INTO secrets (hash, kind, tenant_id, organization_id, subject, proves_address, expires_at)
        VALUES (${sha256(token)}, 'invite', ${tenantId}, ${place}, ${id}, ${address}, now() + interval '7 days')`
    }
    await tx.$executeRaw`
      INSERT INTO api_keys (tenant_id, id, organization_id, name, role, permissions, last_four, maker_id)
      VALUES (${tenantId}, ${keyId}, ${ids.organization}, 'Key', 'member', ARRAY['invites:write', 'invites:read'], 'last', ${person})`
    await tx.$executeRaw`
      INSERT INTO secrets (hash, kind, tenant_id, organization_id, subject)
      VALUES (${sha256(tokens.key)}, 'api_key', ${tenantId}, ${ids.organization}, ${keyId})`
  })
  const world = {
    word,
    tenantId,
    ids,
    owner,
    person,
    member,
    removed,
    email,
    newEmail,
    invited,
    sessions,
    tokens,
    inviteId,
    madeId,
    keyId,
    traits,
  }
  return world
}

/** The person, as their first or second browser session sends them. */
export async function me(world: World, session: "one" | "two" = "one"): Promise<UserCaller> {
  const caller = await callerOfSession(world.person, world.sessions[session])
  if (!caller) throw new Error("the session does not live")
  return caller
}

type Right = Permission | "tenant_admin" | "super_admin"

/** The person as an actor in the organization of the race. */
export async function personActor<P extends Right>(
  world: World,
  right: P,
  organizationId: string | null = world.ids.organization,
): Promise<Actor<P>> {
  return actorAt(await me(world), { tenantId: world.tenantId, organizationId }, right)
}

/** The tenant's owner as an actor there. */
export async function ownerActor<P extends Right>(
  world: World,
  right: P,
  organizationId: string | null = world.ids.organization,
): Promise<Actor<P>> {
  const caller = await callerOfSession(world.owner, world.sessions.owner)
  if (!caller) throw new Error("the owner's session does not live")
  return actorAt(caller, { tenantId: world.tenantId, organizationId }, right)
}

/** The person's API key as an actor there. */
export async function keyActor<P extends Permission>(world: World, right: P): Promise<Actor<P>> {
  const headers = {
    get: (name: string) => (name === "authorization" ? `Bearer ${world.tokens.key}` : null),
    has: () => true,
  }
  const caller = await callerOfRequest({ method: "POST", url: "/", headers, body: null } as never)
  return actorAt(caller, { tenantId: world.tenantId, organizationId: world.ids.organization }, right)
}

export { db, hmac, Prisma }
