import { randomBytes } from "node:crypto"
import { Secret, TOTP } from "otpauth"
import { randomToken, sha256 } from "../../lib/core/crypto"
import { newId } from "../../lib/core/db/ids"
import { pool } from "../../lib/core/db/pool"
import { env } from "../../lib/core/env"
import { ownApiId } from "../../lib/core/identity/application-scopes"
import { type Actor, actorAt } from "../../lib/core/identity/authorize"
import { callerOfRequest } from "../../lib/core/identity/bearer"
import { callerOfMachine, callerOfSession, callerThrough, type UserCaller } from "../../lib/core/identity/caller"
import { linksOf, storedCode } from "../../lib/core/identity/mailed-codes"
import { hashPassword } from "../../lib/core/identity/passwords"
import { defaultsOf, type Permission } from "../../lib/core/identity/permissions"
import { readCalling, readSignIn } from "../../lib/core/identity/read-application"
import { seal } from "../../lib/core/seal"
import { grantIdOf } from "../../lib/oidc/grant-id"
import { authenticator } from "../authenticator"
import { db, Prisma } from "../database"

/** Traits of a race's person. */
export type Traits = {
  verified: boolean
  factor: boolean
  /** Lost factors were reset: the next sign-in takes an emailed code as well. */
  reset: boolean
  closed: boolean
  /** In the race's organization: has a role of the tenant's own that is worth an admin's, or is not a member. */
  inside: boolean
  /** Administers the tenant, instead of the organization only. */
  tenantAdmin: boolean
  /** Has an account. */
  account: boolean
  /** Another organization added the address that the person is changing to as a user: an unclaimed account has it. */
  offered: boolean
}

/** The code of a challenge, where lost factors were reset. */
export const mailedCode = "135790"

export const passwords = { old: "the old password", next: "another password", reset: "a password by reset" }

const known = { secret: new Secret({ size: 20 }), hash: undefined as Promise<string> | undefined }

/** The role of the tenant's own that the person has: it includes what an admin's includes, and is based on it. */
export const ownRole = "lead"

/** Who issued the person's account elsewhere; its subject is the world's word. */
export const identityIssuer = "https://login.acme.example"

/** Code of the shared authenticator app; a different one per `step`, since each is used once. */
export const code = (step = 0) =>
  new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret: known.secret }).generate({
    timestamp: Date.now() + step * 30_000,
  })

/** The app's secret in its stored form: of an account that uses it, or of a session that started the setup. */
const sealedSecret = (session: string | null) =>
  seal("totp", session ? { secret: known.secret.base32, session } : known.secret.base32)

const now: unique symbol = Symbol("now()")
const later: unique symbol = Symbol("now() + interval '1 hour'")
type Value = string | null | string[] | Uint8Array | typeof now | typeof later

/** Rows of several tables as one SQL text: a world is created thousands of times, and round trips dominate its cost. */
class Rows {
  private readonly statements: string[] = []

  add(table: string, row: Record<string, Value>): void {
    const values = Object.values(row).map(literal)
    this.statements.push(`INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${values.join(", ")})`)
  }

  text(): string {
    return ["BEGIN", ...this.statements, "COMMIT"].join(";\n")
  }
}

function literal(value: Value): string {
  if (value === null) return "NULL"
  if (typeof value === "symbol") return String(value.description)
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString("hex")}'`
  if (Array.isArray(value)) return `ARRAY[${value.map(literal).join(", ")}]`
  return `'${value.replaceAll("'", "''")}'`
}

export type World = Awaited<ReturnType<typeof newWorld>>

/**
 * Creates a tenant with two organizations, its owner, and the person of the race: with two browser sessions, an API
 * session and its refresh token, an API key, a valid link of each kind. By SQL, since it is created thousands of times.
 */
export async function newWorld(traits: Traits) {
  const word = randomBytes(6).toString("hex")
  const tenantId = newId("ten")
  const ids = { organization: newId("org"), other: newId("org"), open: newId("org"), closing: newId("org") }
  const [owner, person, member, removed] = [newId("user"), newId("user"), newId("user"), newId("user")]
  const placeholder = newId("user")
  const email = `person.${word}@example.com`
  const sessions = {
    one: newId("ses"),
    two: newId("ses"),
    api: newId("ses"),
    owner: newId("ses"),
    application: newId("ses"),
  }
  const tokens = {
    refresh: randomToken(),
    reset: randomToken(),
    change: randomToken(),
    verify: randomToken(),
    challenge: randomToken(),
    device: randomToken(),
    emailCode: randomToken(),
    invite: randomToken(),
    made: randomToken(),
    key: `nsk_${randomToken()}`,
    AuthorizationCode: randomToken(),
    RefreshToken: randomToken(),
  }
  const inviteId = newId("inv")
  const madeId = newId("inv")
  const keyId = newId("key")
  const [applicationId, machineId, machineSecretId] = [newId("app"), newId("app"), newId("sec")]
  const [grantId, memberGrantId] = [newId("grant"), newId("grant")]
  const identityId = newId("idn")
  const newEmail = `new.${word}@example.com`
  const invited = `invited.${word}@example.com`
  const [passkey, passkeyId, handle] = [authenticator(), newId("passkey"), randomBytes(32)]
  passkey.belongTo(handle)
  known.hash ??= hashPassword(passwords.old)
  const hash = await known.hash
  const sql = new Rows()
  sql.add("tenants", { id: tenantId, name: `Tenant ${word}` })
  for (const [name, id] of Object.entries(ids)) {
    const sign_up = name === "open" ? "open" : "invite_only"
    sql.add("organizations", { tenant_id: tenantId, id, name, sign_up })
    sql.add("organization_tenants", { organization_id: id, tenant_id: tenantId })
  }
  const address = (id: string) => (id === person ? email : `${names[id]}.${word}@example.com`)
  const names: Record<string, string> = { [owner]: "owner", [member]: "member", [removed]: "removed" }
  for (const id of [owner, member, removed, ...(traits.account ? [person] : [])]) {
    const own = id === person
    const verified = !own || traits.verified
    sql.add("users", {
      id,
      email: address(id),
      name: "Somebody",
      activated_at: now,
      email_verified_at: verified ? now : null,
      deleted_at: own && traits.closed ? now : null,
    })
    sql.add("user_secrets", {
      user_id: id,
      password_hash: hash,
      password_changed_at: now,
      totp_secret: own ? sealedSecret(traits.factor ? null : sessions.one) : null,
      totp_confirmed_at: own && traits.factor ? now : null,
      webauthn_handle: own ? handle : null,
      factors_reset_at: own && traits.reset ? now : null,
    })
  }
  if (traits.account) {
    const identity = { issuer: identityIssuer, subject: word, user_id: person }
    sql.add("identities", identity)
    sql.add("user_identities", { ...identity, id: identityId, provider: "acme", label: email })
    const its = { name: "Key", credential_id: Buffer.from(passkey.id, "base64url"), public_key: passkey.cose }
    sql.add("passkeys", { user_id: person, id: passkeyId, ...its, aaguid: "", rp_id: String(env().RP_ID) })
    sql.add("passkey_ids", { hash: sha256(passkey.id), user_id: person, passkey_id: passkeyId })
  }
  for (const user_id of [owner, ...(traits.tenantAdmin ? [person] : [])])
    sql.add("tenant_admins", { tenant_id: tenantId, user_id, created_at: now })
  sql.add("roles", {
    tenant_id: tenantId,
    key: ownRole,
    name: "Lead",
    permissions: defaultsOf("admin"),
    based_on: "admin",
  })
  const places: [string, string, string][] = [
    [ids.organization, owner, "admin"],
    [ids.organization, member, "member"],
    [ids.organization, removed, "admin"],
    [ids.other, owner, "admin"],
  ]
  if (traits.account) places.push([ids.other, person, "member"])
  if (traits.account && traits.inside && !traits.tenantAdmin) places.push([ids.organization, person, ownRole])
  for (const [organization_id, user_id, role] of places) {
    const gone = user_id === removed || (user_id === person && traits.closed)
    const shown = { name: "Somebody", name_sort: "somebody", email: address(user_id), search: "somebody" }
    const since: Record<string, Value> = { accepted_at: now, active_since: now, deleted_at: gone ? now : null }
    sql.add("memberships", {
      tenant_id: tenantId,
      organization_id,
      user_id,
      role,
      role_rank: role === ownRole ? "admin" : null,
      status: "active",
      ...shown,
      ...since,
    })
    if (user_id !== removed) sql.add("user_organizations", { user_id, tenant_id: tenantId, organization_id })
  }
  if (traits.offered) {
    sql.add("users", { id: placeholder, email: newEmail, name: "" })
    const offer = { name: "Offered", name_sort: "offered", email: newEmail, search: "offered", status: "invited" }
    const key = { tenant_id: tenantId, organization_id: ids.open, user_id: placeholder }
    sql.add("memberships", { ...key, role: "member", ...offer })
  }
  const live: [string, string, string, string | null][] = [[owner, sessions.owner, "browser", null]]
  if (traits.account && !traits.closed) {
    live.push([person, sessions.one, "browser", null], [person, sessions.two, "browser", null])
    live.push([person, sessions.api, "api", traits.inside ? ids.organization : ids.other])
  }
  for (const [user_id, id, kind, organization_id] of live) {
    const tenant_id = organization_id && tenantId
    const by: Record<string, Value> = {
      mfa_proved_at: now,
      passkey_id: id === sessions.api ? passkeyId : null,
      identity_id: id === sessions.one ? identityId : null,
    }
    sql.add("sessions", { user_id, id, kind, tenant_id, organization_id, opened_at: now, expires_at: later, ...by })
  }
  const at = { tenant_id: tenantId, organization_id: traits.inside ? ids.organization : ids.other }
  sql.add("applications", {
    tenant_id: tenantId,
    id: applicationId,
    name: "Shop",
    type: "spa",
    redirect_uris: ["https://shop.example.com/"],
    auth_method: "none",
    api_ids: [ownApiId],
    creator_id: owner,
  })
  sql.add("application_tenants", { application_id: applicationId, tenant_id: tenantId })
  const its = { application_id: applicationId, tenant_id: tenantId, organization_id: ids.organization }
  sql.add("oidc_grants", { user_id: member, id: memberGrantId, ...its })
  sql.add("applications", {
    tenant_id: tenantId,
    id: machineId,
    organization_id: ids.organization,
    name: "Machine",
    type: "machine",
    auth_method: "client_secret_basic",
    permissions: ["organizations:write"],
    api_ids: [ownApiId],
    creator_id: person,
  })
  sql.add("application_secrets", {
    tenant_id: tenantId,
    application_id: machineId,
    id: machineSecretId,
    hash: sha256(machineSecretId),
    last_four: "last",
  })
  if (traits.account && !traits.closed) {
    const of = { application_id: applicationId, ...at }
    sql.add("oidc_grants", { user_id: person, id: grantId, ...of })
    const signIn = {
      user_id: person,
      id: sessions.application,
      kind: "application",
      parent_id: sessions.one,
      identity_id: identityId,
      grant_id: grantId,
    }
    sql.add("sessions", { ...signIn, ...of, opened_at: now, expires_at: later })
    const payload = seal("oidc-record", { accountId: person, grantId: grantIdOf(person, sessions.application) })
    for (const kind of ["AuthorizationCode", "RefreshToken"] as const) {
      const hash = sha256(`${kind} ${tokens[kind]}`)
      sql.add("oidc_records", {
        ...{ hash, kind, user_id: person, session_id: sessions.application, payload, expires_at: later },
      })
    }
  }
  const secret = (token: string, kind: string, more: Record<string, Value>) =>
    sql.add("secrets", { hash: sha256(token), kind, ...more })
  if (traits.account) {
    const mailed: [string, string, string | null, string | null][] = [
      [tokens.reset, "reset_password", null, email],
      [tokens.change, "change_email", newEmail, newEmail],
    ]
    if (!traits.closed) mailed.push([tokens.verify, "verify_email", null, email])
    for (const [token, kind, subject, proves_address] of mailed)
      secret(token, kind, { user_id: person, subject, proves_address, expires_at: later })
    if (traits.factor)
      sql.add("remembered_devices", {
        user_id: person,
        id: newId("dev"),
        hash: sha256(tokens.device),
        expires_at: later,
      })
    const challenge = seal("challenge:two_factor", {
      amr: ["pwd"],
      organizationId: null,
      ...(traits.reset && { code: storedCode(`after-reset ${person}`, mailedCode) }),
    })
    const hash = sha256(tokens.challenge)
    sql.add("challenges", { hash, kind: "two_factor", user_id: person, payload: challenge, expires_at: later })
    sql.add("challenges", {
      hash: sha256(linksOf(tokens.emailCode)[0]),
      kind: "email_code",
      user_id: person,
      payload: seal("challenge:email_code", { email, organizationId: null, at: 0 }),
      expires_at: later,
    })
    if (!traits.closed) secret(tokens.refresh, "refresh", { user_id: person, subject: sessions.api })
  }
  // An invite to the person, by the owner; one to a newcomer, by the person.
  const offers: [string, string, string, string, string][] = [
    [inviteId, tokens.invite, email, owner, traits.inside ? ids.open : ids.organization],
    [madeId, tokens.made, invited, traits.account ? person : owner, ids.organization],
  ]
  if (traits.offered) offers.push([newId("inv"), randomToken(), newEmail, owner, ids.open])
  for (const [id, token, to, maker_id, organization_id] of offers) {
    const by = { maker_type: "user", maker_id, maker_name: "Maker" }
    sql.add("invites", {
      tenant_id: tenantId,
      id,
      organization_id,
      email: to,
      role: id === madeId ? "admin" : "member",
      ...by,
      expires_at: later,
    })
    secret(token, "invite", {
      tenant_id: tenantId,
      organization_id,
      subject: id,
      proves_address: to,
      expires_at: later,
    })
  }
  const key = { tenant_id: tenantId, organization_id: ids.organization }
  sql.add("api_keys", {
    ...key,
    id: keyId,
    name: "Key",
    role: "member",
    // Of a role of the tenant's own a key is worth only what it holds: what it invites to, it needs itself.
    permissions: ["invites:write", ...defaultsOf("member")],
    last_four: "last",
    maker_id: person,
  })
  secret(tokens.key, "api_key", { ...key, subject: keyId })
  await pool().query(sql.text())
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
    applicationId,
    machineId,
    machineSecretId,
    grantId,
    memberGrantId,
    identityId,
    passkey,
    passkeyId,
    traits,
  }
  return world
}

/** The person as a caller, with their first or second browser session. */
export async function me(world: World, session: "one" | "two" = "one"): Promise<UserCaller> {
  const caller = await callerOfSession(world.person, world.sessions[session])
  if (!caller) throw new Error("the session does not live")
  return caller
}

type Right = Permission | "tenant_admin" | "super_admin"

/** The person as an actor in the race's organization. */
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

/** The person as an actor there, by a token of the application. */
export async function actorThrough<P extends Permission>(world: World, right: P): Promise<Actor<P>> {
  const { tenantId, applicationId, person: userId, ids, sessions } = world
  const [sessionId, organizationId] = [sessions.application, ids.organization]
  const signIn = await readSignIn({ userId, sessionId, tenantId, organizationId, applicationId })
  if (!signIn) throw new Error("the sign-in to the application does not live")
  const reach = { organizationId: null, signedInAt: organizationId, thirdParty: false, scopes: new Set([right]) }
  const caller = callerThrough(signIn, { userId, sessionId, through: { applicationId, tenantId, ...reach } })
  return actorAt(caller, { tenantId, organizationId }, right)
}

/** The person's machine as an actor there, by its token. */
export async function machineActor<P extends Permission>(world: World, right: P): Promise<Actor<P>> {
  const machine = await readCalling(world.tenantId, world.machineId)
  if (!machine) throw new Error("the machine is not active")
  const issuedAt = Math.floor(Date.now() / 1000)
  const caller = callerOfMachine(machine, { secretId: world.machineSecretId, asked: null, issuedAt })
  return actorAt(caller, { tenantId: world.tenantId, organizationId: world.ids.organization }, right)
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

export { db, Prisma }
