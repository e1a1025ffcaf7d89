import { afterAll, beforeAll, expect, test } from "vitest"
import { ownDatabase } from "../../e2e/mail/test-database"
import { closedAccounts } from "../accounts/purge"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { issueLink } from "../core/identity/secrets"
import { erasePeople, forgetWithin } from "./people"
import { remindInvited } from "./reminders"
import { keepHouse } from "./run"

let database: Awaited<ReturnType<typeof ownDatabase>>
beforeAll(async () => {
  database = await ownDatabase()
})
afterAll(() => database.drop())

const ago = (days: number) => new Date(Date.now() - days * 86_400_000)
const ahead = (hours: number) => new Date(Date.now() + hours * 3_600_000)
let n = 0

async function tenant(deletedAt: Date | null = null) {
  const id = `ten_${++n}`
  await db().tenant.create({ data: { id, name: "T", status: deletedAt ? "deleted" : "active", deletedAt } })
  return id
}
async function organization(tenantId: string, deletedAt: Date | null = null) {
  const id = `org_${++n}`
  await db().organization.create({
    data: { tenantId, id, name: "O", status: deletedAt ? "deleted" : "active", deletedAt },
  })
  await db().organizationTenant.create({ data: { organizationId: id, tenantId } })
  return { tenantId, organizationId: id }
}
type Place = { tenantId: string; organizationId: string }
async function member(scope: Place, deletedAt: Date | null = null, user: { deletedAt?: Date } = {}) {
  const userId = `user_${++n}`
  const email = `${userId}@example.com`
  await db().user.create({ data: { id: userId, email, name: "N", activatedAt: ago(60), ...user } })
  await db().userSecret.create({ data: { userId, passwordHash: "x" } })
  await db().membership.create({
    data: { ...scope, userId, role: "member", name: "N", nameSort: "n", email, search: email, deletedAt },
  })
  await db().userOrganization.create({ data: { ...scope, userId } })
  return { userId, email }
}
async function invite(scope: Place, data: object = {}) {
  const id = `inv_${++n}`
  const email = `${id}@example.com`
  const terms = { role: "member", creatorType: "user", creatorId: "user_x", creatorName: "Maker", expiresAt: ahead(72) }
  await db().invite.create({ data: { ...scope, id, email, ...terms, sentAt: ago(6), ...data } })
  return { id, email }
}
const count = (scope: Place) => db().membership.count({ where: scope })

test("data deleted 30 days ago is purged, data deleted 29 days ago can still be restored", async () => {
  const scope = await organization(await tenant())
  const old = await member(scope, ago(31))
  const young = await member(scope, ago(29))
  const here = await member(scope)
  await keepHouse()
  const left = await db().membership.findMany({ where: scope, select: { userId: true }, orderBy: { userId: "asc" } })
  expect(left.map((row) => row.userId).sort()).toEqual([young.userId, here.userId].sort())
  expect(await db().user.count({ where: { id: old.userId } })).toBe(1)
})

test("a deleted organization is purged with everything in it; its neighbor stays", async () => {
  const tenantId = await tenant()
  const [gone, stays] = [await organization(tenantId, ago(31)), await organization(tenantId)]
  for (const scope of [gone, stays]) {
    await member(scope)
    await invite(scope)
    await db().apiKey.create({
      data: { ...scope, id: `key_${++n}`, name: "K", role: "member", lastFour: "1234", creatorId: "user_x" },
    })
  }
  await keepHouse()
  expect(await db().organization.findMany({ where: { tenantId }, select: { id: true } })).toEqual([
    { id: stays.organizationId },
  ])
  expect([await count(gone), await count(stays)]).toEqual([0, 1])
  expect(await db().apiKey.count({ where: { tenantId } })).toBe(1)
  expect(await db().invite.count({ where: { tenantId } })).toBe(1)
  expect(await db().organizationTenant.count({ where: { tenantId } })).toBe(1)
})

test("a deleted tenant is purged: its name immediately, its row after the retention of its audit log", async () => {
  const tenantId = await tenant(ago(31))
  const scope = await organization(tenantId)
  await member(scope)
  await db().tenantAdmin.create({ data: { tenantId, userId: "user_x" } })
  await db().auditEvent.create({
    data: { tenantId, id: "evt_1", actorType: "system", action: "tenant.deleted", createdAt: ago(31) },
  })
  await keepHouse()
  expect(await db().organization.count({ where: { tenantId } })).toBe(0)
  expect(await db().tenant.findUnique({ where: { id: tenantId } })).toMatchObject({ name: "" })
  await db().auditEvent.updateMany({ where: { tenantId }, data: { createdAt: ago(366) } })
  await keepHouse()
  await keepHouse()
  expect(await db().tenant.findUnique({ where: { id: tenantId } })).toBeNull()
})

test("a closed account is erased after 30 days, everywhere, and its address is free (S-274)", async () => {
  const [here, there] = [await organization(await tenant()), await organization(await tenant())]
  const gone = await member(here, ago(31), { deletedAt: ago(31) })
  const waits = await member(here, ago(29), { deletedAt: ago(29) })
  await invite(there, { email: gone.email, status: "accepted" })
  const made = await invite(there, { creatorId: gone.userId, creatorName: "Gone Person" })
  await db().mail.create({
    data: { id: `mail_${++n}`, recipient: gone.email, template: "x", payload: new Uint8Array([1]) },
  })
  await keepHouse()
  expect(await db().user.count({ where: { id: { in: [gone.userId, waits.userId] } } })).toBe(1)
  expect(await db().userSecret.count({ where: { userId: gone.userId } })).toBe(0)
  expect(await db().membership.count({ where: { tenantId: here.tenantId, userId: gone.userId } })).toBe(0)
  expect(await db().invite.findMany({ where: { tenantId: there.tenantId } })).toMatchObject([
    { id: made.id, creatorName: "Former member" },
  ])
  expect(await db().mail.count({ where: { recipient: gone.email } })).toBe(0)
  await db().user.create({ data: { id: `user_${++n}`, email: gone.email, name: "New" } })
})

test("a person who takes over an account that is about to be erased keeps it, with what they joined", async () => {
  const here = await organization(await tenant())
  const { userId, email } = await member(here, ago(31), { deletedAt: ago(31) })
  const people = await closedAccounts()
  expect(people.map((person) => person.id)).toContain(userId)
  await db().user.update({ where: { id: userId }, data: { deletedAt: null, activatedAt: new Date() } })
  await db().membership.updateMany({ where: { ...here, userId }, data: { deletedAt: null } })
  await db().tenantAdmin.create({ data: { tenantId: here.tenantId, userId } })
  await forgetWithin(here.tenantId, people)
  await erasePeople(people)
  expect(await db().membership.count({ where: { ...here, userId } })).toBe(1)
  expect(await db().tenantAdmin.count({ where: { tenantId: here.tenantId, userId } })).toBe(1)
  expect(await db().user.count({ where: { email } })).toBe(1)
})

test("audit events are purged after a year, their IP addresses and devices after 90 days", async () => {
  const tenantId = await tenant()
  const event = { tenantId, actorType: "user", action: "a", ip: "192.0.2.1", userAgent: "x" }
  for (const days of [1, 89, 91, 364, 366])
    await db().auditEvent.create({
      data: {
        ...event,
        id: `evt_${days}`,
        createdAt: ago(days),
        ...(days === 364 ? { ip: null, userAgent: null } : {}),
      },
    })
  await keepHouse()
  const left = await db().auditEvent.findMany({ where: { tenantId }, orderBy: { createdAt: "desc" } })
  expect(left.map(({ id, ip }) => [id, ip])).toEqual([
    ["evt_1", "192.0.2.1"],
    ["evt_89", "192.0.2.1"],
    ["evt_91", null],
    ["evt_364", null],
  ])
})

test("secrets, sessions, webhooks and emails are purged when they are no longer needed", async () => {
  await transaction((tx) => issueLink(tx, "invite", { subject: "old", provesAddress: null }, -91 * 86_400))
  await transaction((tx) => issueLink(tx, "invite", { subject: "recent", provesAddress: null }, -10 * 86_400))
  const session = { userId: "user_s", kind: "api" }
  await db().session.create({ data: { ...session, id: "ses_old", expiresAt: ago(91) } })
  await db().session.create({ data: { ...session, id: "ses_recent", expiresAt: ago(10) } })
  const seen = ["ses_old", "ses_recent"].map((sessionId) => ({ userId: "user_s", sessionId, seenMinute: ago(90) }))
  await db().sessionActivity.createMany({ data: seen })
  await db().webhookDelivery.createMany({ data: [{ id: "old", receivedAt: ago(2) }, { id: "new" }] })
  const mail = { recipient: "m@example.com", template: "x", payload: new Uint8Array([1]) }
  const make = (id: string, state: string, days: number) =>
    db().mail.create({ data: { ...mail, id, state, createdAt: ago(days), updatedAt: ago(days) } })
  await Promise.all([
    make("mail_waits", "queued", 2),
    make("mail_old", "sent", 31),
    make("mail_young", "sent", 29),
    make("mail_gone", "sent", 91),
  ])
  await keepHouse()
  expect(await db().secret.findMany({ where: { kind: "invite" }, select: { subject: true } })).toEqual([
    { subject: "recent" },
  ])
  expect(await db().session.findMany({ select: { id: true } })).toEqual([{ id: "ses_recent" }])
  expect(await db().sessionActivity.findMany({ select: { sessionId: true } })).toEqual([{ sessionId: "ses_recent" }])
  expect(await db().webhookDelivery.findMany({ select: { id: true } })).toEqual([{ id: "new" }])
  const mails = await db().mail.findMany({ where: { recipient: "m@example.com" }, orderBy: { id: "asc" } })
  expect(mails.map(({ id, payload }) => [id, payload.length])).toEqual([
    ["mail_old", 0],
    ["mail_waits", 1],
    ["mail_young", 1],
  ])
})

test("people invited days ago get one reminder the day before, with a link that works beside the first", async () => {
  const scope = await organization(await tenant())
  const ends = await invite(scope, { expiresAt: ahead(20) })
  await invite(scope, { expiresAt: ahead(40) })
  await invite(scope, { expiresAt: ahead(20), sentAt: ago(0.5) })
  await invite(scope, { expiresAt: ahead(20), status: "revoked" })
  await invite(scope, { expiresAt: ahead(-1) })
  const bounced = await invite(scope, { expiresAt: ahead(20) })
  await db().undeliverableAddress.create({ data: { email: bounced.email, reason: "bounced" } })
  const first = { tenantId: scope.tenantId, subject: ends.id, provesAddress: ends.email }
  await transaction((tx) => issueLink(tx, "invite", first, 3600))
  await Promise.all([remindInvited(), remindInvited()])
  await remindInvited()
  const mails = await db().mail.findMany({ where: { tenantId: scope.tenantId } })
  expect(mails).toMatchObject([{ recipient: ends.email, template: "invite_reminder" }])
  const links = await db().secret.findMany({ where: { kind: "invite", subject: ends.id, revokedAt: null } })
  expect(links).toHaveLength(2)
})
