import { createServer, type RequestListener } from "node:http"
import type { AddressInfo } from "node:net"
import { decodeJwt } from "jose"
import { afterEach, beforeEach, expect, test } from "vitest"
import { db } from "../core/db/client"
import { newId } from "../core/db/ids"
import { transaction } from "../core/db/transaction"
import { endApplicationSessions } from "../sessions/ends"
import { expireSignIns } from "../sessions/expire"
import { tellApplications } from "./tell-applications"

const open: (() => void)[] = []
beforeEach(async () => {
  await db().logoutNotice.deleteMany({})
})
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** An application, its server on loopback, and the sessions that it heard of. */
async function application(listener: RequestListener = (_, res) => res.end()) {
  const heard: string[] = []
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = []
    for await (const part of req) parts.push(part)
    const token = new URLSearchParams(Buffer.concat(parts).toString()).get("logout_token") ?? ""
    heard.push(String(decodeJwt(token).sid))
    listener(req, res)
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  open.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  const [tenantId, id] = [newId("ten"), newId("app")]
  const uri = `http://127.0.0.1:${port}/`
  const creatorId = newId("user")
  await db().application.create({
    data: { tenantId, id, name: "Shop", type: "spa", authMethod: "none", creatorId, backchannelLogoutUri: uri },
  })
  await db().applicationTenant.create({ data: { applicationId: id, tenantId } })
  return { tenantId, id, heard }
}

type App = { tenantId: string; id: string }

async function signIns({ tenantId, id }: App, count: number, more: { expiresAt?: Date; parentId?: string } = {}) {
  const userId = newId("user")
  const data = Array.from({ length: count }, () => ({
    ...{ userId, id: newId("ses"), kind: "application", tenantId, organizationId: newId("org"), applicationId: id },
    ...{ grantId: newId("grant"), expiresAt: new Date(Date.now() + 3_600_000), ...more },
  }))
  await db().session.createMany({ data })
  return { userId, ids: data.map((one) => one.id) }
}

const endAll = ({ tenantId }: App) => transaction((tx) => endApplicationSessions(tx, { tenantId }, "test"))
const waiting = ({ id }: App) => db().logoutNotice.count({ where: { applicationId: id } })

test("many sign-ins end in one statement, and two workers tell each application once", async () => {
  const shop = await application()
  const { ids } = await signIns(shop, 45)
  expect(await endAll(shop)).toBe(45)
  await Promise.all([tellApplications(), tellApplications()])
  // On a busy machine a request may have taken too long: it is repeated, although it arrived.
  const late = await waiting(shop)
  for (let left = late; left > 0; left = await waiting(shop)) {
    await db().logoutNotice.updateMany({ where: { applicationId: shop.id }, data: { nextTryAt: new Date(0) } })
    await tellApplications()
  }
  expect([...new Set(shop.heard)].toSorted()).toEqual(ids.toSorted())
  expect(shop.heard.length).toBeLessThanOrEqual(ids.length + late)
}, 60_000)

test("an application that never responds waits for itself, and holds up no other", async () => {
  const [stuck, shop] = [await application(() => {}), await application()]
  await signIns(stuck, 60)
  const { ids } = await signIns(shop, 3)
  await endAll(stuck)
  await endAll(shop)
  // The next attempt is minutes away, however long this one takes.
  await db().logoutNotice.updateMany({ where: { applicationId: stuck.id }, data: { attempts: 8 } })
  await tellApplications()
  expect(shop.heard.toSorted()).toEqual(ids.toSorted())
  // One batch was tried; the rest is postponed with it.
  expect(stuck.heard).toHaveLength(20)
  expect(await waiting(stuck)).toBe(60)
  const due = await db().logoutNotice.count({ where: { applicationId: stuck.id, nextTryAt: { lte: new Date() } } })
  expect(due).toBe(0)
}, 30_000)

test("after 24 hours an application is no longer notified", async () => {
  const shop = await application()
  await signIns(shop, 1)
  await endAll(shop)
  const old = new Date(Date.now() - 25 * 3_600_000)
  await db().logoutNotice.updateMany({ where: { applicationId: shop.id }, data: { createdAt: old } })
  await tellApplications()
  expect([shop.heard, await waiting(shop)]).toEqual([[], 0])
})

test("sign-ins that have expired, or whose browser's session has, are ended, and their applications notified", async () => {
  const shop = await application()
  const past = new Date(Date.now() - 1_000)
  const expired = await signIns(shop, 1, { expiresAt: past })
  const parentId = newId("ses")
  const child = await signIns(shop, 1, { parentId })
  await db().session.create({ data: { userId: child.userId, id: parentId, kind: "browser", expiresAt: past } })
  const live = await signIns(shop, 1)
  await expireSignIns()
  await tellApplications()
  expect(shop.heard.toSorted()).toEqual([...expired.ids, ...child.ids].toSorted())
  expect(await db().session.count({ where: { userId: live.userId, endedAt: null } })).toBe(1)
})
