import { db, type Tx } from "@/lib/core/db/client"
import { newId } from "@/lib/core/db/ids"
import { transaction } from "@/lib/core/db/transaction"
import { fold } from "@/lib/core/fold"
import { hashPassword } from "@/lib/core/identity/passwords"
import { demoNames } from "./demo-names"

/** The demo's accounts, all with the password `nanostack-demo`. */
export const demoAccounts = ["super@", "tenant-admin@", "admin@", "member@", "guest@"].map(
  (name) => `${name}example.com`,
)

const day = 86_400_000
const tenantId = "ten_demo"
const organizationId = "org_123"

/**
 * Fills an empty database with the demo: a tenant with two organizations, a second tenant, an account for each role,
 * some sixty members, and invites in each state. A database with any data is left alone.
 * @returns whether it was filled
 */
export async function seed(): Promise<boolean> {
  if ((await db().tenant.count()) > 0 || (await db().user.count()) > 0) return false
  const [demo, guide] = await Promise.all([hashPassword("nanostack-demo"), hashPassword("old-password")])
  await transaction(async (tx) => {
    await tenant(tx, tenantId, "Harbor & Pine")
    await organization(tx, tenantId, organizationId, "Harbor & Pine", "open")
    await organization(tx, tenantId, "org_124", "Harbor & Pine Studio", "invite_only")
    await tenant(tx, "ten_second", "Lumen Works")
    await organization(tx, "ten_second", "org_200", "Lumen Works", "invite_only")
    await account(tx, "user_super", "super@example.com", "Sasha Quill", demo, { superAdmin: true })
    const tenantAdmin = await account(tx, "user_tenant_admin", "tenant-admin@example.com", "Toni Marsh", demo)
    await tx.tenantAdmin.create({ data: { tenantId, userId: tenantAdmin } })
    await member(tx, "org_124", await account(tx, newId("user"), "studio@example.com", "Stella Brook", demo), "admin")
    await member(tx, organizationId, await account(tx, "user_admin", "admin@example.com", "Ada Winter", demo), "admin")
    await member(
      tx,
      organizationId,
      await account(tx, "user_member", "member@example.com", "Milo Hart", demo),
      "member",
    )
    await member(tx, organizationId, await account(tx, "user_guest", "guest@example.com", "Gwen Vale", demo), "guest")
    await member(tx, organizationId, await account(tx, "user_456", "alex@example.com", "Alex Doe", guide), "member")
    await second(tx, demo)
    await crowd(tx)
    await invites(tx)
    await signIns(tx)
    await example(tx)
  })
  return true
}

const exampleId = "app_demo"

/** Returns the ID of the demo's example application, where the database has it. */
export async function exampleApplication(): Promise<string | null> {
  return (await db().application.count({ where: { tenantId, id: exampleId } })) > 0 ? exampleId : null
}

/** The example application, see examples/demo. Native ones have no secret, and take any port on loopback. */
async function example(tx: Tx): Promise<void> {
  const redirectUris = ["http://localhost/callback"]
  await tx.application.create({
    data: { tenantId, id: exampleId, name: "Example", type: "native", redirectUris, authMethod: "none" },
  })
  await tx.applicationTenant.create({ data: { applicationId: exampleId, tenantId } })
}

async function tenant(tx: Tx, id: string, name: string): Promise<void> {
  await tx.tenant.create({ data: { id, name } })
}

async function organization(tx: Tx, tenant: string, id: string, name: string, signUp: string): Promise<void> {
  await tx.organization.create({ data: { tenantId: tenant, id, name, signUp } })
  await tx.organizationTenant.create({ data: { organizationId: id, tenantId: tenant } })
}

async function account(
  tx: Tx,
  id: string,
  email: string,
  name: string,
  hash: string | null,
  more = {},
): Promise<string> {
  const now = new Date()
  await tx.user.create({ data: { id, email, name, activatedAt: now, emailVerifiedAt: now, ...more } })
  if (hash) await tx.userSecret.create({ data: { userId: id, passwordHash: hash, passwordChangedAt: now } })
  return id
}

async function member(
  tx: Tx,
  organization: string,
  userId: string,
  role: string,
  more = {},
  tenant = tenantId,
): Promise<void> {
  const { name, email } = await tx.user.findUniqueOrThrow({ where: { id: userId } })
  const now = new Date()
  const key = { tenantId: tenant, organizationId: organization, userId }
  const copies = { name, nameSort: fold(name), email, search: `${fold(name)} ${email}` }
  const createdAt = new Date(now.getTime() - 120 * day)
  await tx.membership.create({
    data: { ...key, ...copies, role, createdAt, acceptedAt: now, activeSince: now, ...more },
  })
  await tx.userOrganization.create({ data: key })
}

async function second(tx: Tx, hash: string): Promise<void> {
  const id = await account(tx, newId("user"), "lumen@example.com", "Lucia Ferrant", hash)
  await tx.tenantAdmin.create({ data: { tenantId: "ten_second", userId: id } })
  await member(tx, "org_200", id, "admin", {}, "ten_second")
}

async function crowd(tx: Tx): Promise<void> {
  for (const [i, name] of demoNames.entries()) {
    const email = `${fold(name).replace(/[^a-z]+/g, ".")}@example.com`
    const joined = new Date(Date.now() - (120 - i * 2) * day)
    const id = await account(tx, newId("user"), email, name, null, { createdAt: joined })
    await member(tx, organizationId, id, i % 14 === 0 ? "admin" : i % 5 === 0 ? "guest" : "member", {
      createdAt: joined,
      lastSeenAt: i % 4 === 3 ? null : new Date(Date.now() - ((i * 37) % 400) * 3_600_000),
      status: i % 17 === 9 ? "suspended" : "active",
      permissions: i % 11 === 4 ? ["billing:read"] : [],
      expiresAt: i === 20 ? new Date(Date.now() + 30 * day) : null,
    })
  }
}

async function invites(tx: Tx): Promise<void> {
  const people: [string, string, string, number][] = [
    ["nora.field@example.com", "member", "pending", 6],
    ["paul.reed@example.com", "guest", "pending", 2],
    ["lena.stone@example.com", "admin", "pending", 5],
    ["otto.frost@example.com", "member", "pending", -3],
    ["iris.lake@example.com", "member", "pending", -12],
    ["rolf.berg@example.com", "guest", "revoked", 1],
    ["amara.okafor@example.com", "admin", "accepted", -100],
  ]
  for (const [i, [email, role, status, days]] of people.entries()) {
    const sent = new Date(Date.now() + (days - 7) * day - i)
    const accepted = status === "accepted"
    await tx.invite.create({
      data: {
        tenantId,
        id: newId("inv"),
        organizationId,
        email,
        role,
        status,
        message: i === 0 ? "Looking forward to working with you!" : null,
        creatorType: "user",
        creatorId: "user_admin",
        creatorName: "Ada Winter",
        expiresAt: new Date(Date.now() + days * day),
        sentAt: sent,
        sendCount: 1,
        createdAt: sent,
        acceptedAt: accepted ? sent : null,
        acceptedBy: accepted ? (await tx.user.findUniqueOrThrow({ where: { email } })).id : null,
      },
    })
  }
}

/** Three months of sign-ins, fewer at weekends. */
async function signIns(tx: Tx): Promise<void> {
  const people = ["user_admin", "user_member", "user_guest", "user_456"]
  const days = Array.from({ length: 90 }, (_, i) => new Date(Date.now() - (i + 1) * day))
  const events = days.flatMap((at, i) => {
    const busy = [0, 6].includes(at.getUTCDay()) ? 1 : 4
    return Array.from({ length: busy + ((i * 7) % 5) }, (_, k) => ({
      tenantId,
      organizationId,
      id: newId("evt"),
      createdAt: new Date(at.getTime() - k * 600_000),
      actorType: "user",
      actorId: people[(i + k) % people.length] ?? null,
      action: "session.signed_in",
      after: { kind: "browser" },
    }))
  })
  await tx.auditEvent.createMany({ data: events })
}
