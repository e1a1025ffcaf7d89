import { createHmac } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { POST } from "@/app/api/webhooks/resend/route"
import { ownDatabase, post } from "../../e2e/mail/test-database"
import { db } from "../core/db/client"
import { refuseUndeliverable } from "./undeliverable"

const secret = `whsec_${Buffer.from("a secret of at least 24 bytes").toString("base64")}`
let database: Awaited<ReturnType<typeof ownDatabase>>
beforeAll(async () => {
  database = await ownDatabase({ RESEND_WEBHOOK_SECRET: secret })
})
afterAll(() => database.drop())

let n = 0
const seconds = () => Math.floor(Date.now() / 1000)

async function hook(
  event: object,
  { id = `msg_${++n}`, at = seconds(), key = secret, sign = (s: string) => `v1,${s}` } = {},
) {
  const body = JSON.stringify(event)
  const mac = createHmac("sha256", Buffer.from(key.slice(6), "base64"))
    .update(`${id}.${at}.${body}`)
    .digest("base64")
  const headers = { "svix-id": id, "svix-timestamp": String(at), "svix-signature": sign(mac) }
  return (await POST(new Request("http://localhost/api/webhooks/resend", { method: "POST", headers, body }))).status
}

async function mail(to: string) {
  const id = await post(to, "password_changed", { name: "Ada", url: "http://localhost:3000/forgot-password" })
  await db().mail.update({ where: { id }, data: { state: "sent", transportId: `re_${id}` } })
  return id
}
const event = (type: string, id: string, more = {}) => ({ type, data: { email_id: `re_${id}`, ...more } })
const state = async (id: string) => (await db().mail.findUniqueOrThrow({ where: { id } })).state

test("a webhook moves an email's state forward, and never back", async () => {
  const id = await mail("ada@example.com")
  expect(await hook(event("email.delivered", id))).toBe(204)
  expect(await state(id)).toBe("delivered")
  expect(await hook(event("email.sent", id))).toBe(204)
  expect(await state(id)).toBe("delivered")
  expect(await hook(event("email.complained", id))).toBe(204)
  expect(await hook(event("email.delivered", id))).toBe(204)
  expect(await state(id)).toBe("complained")
})

test("a wrong signature, an old or future one, another key and no signature return 401 and change nothing", async () => {
  const id = await mail("ben@example.com")
  const bounced = event("email.bounced", id)
  const other = `whsec_${Buffer.from("another secret of 24 bytes").toString("base64")}`
  expect(await hook(bounced, { key: other })).toBe(401)
  expect(await hook(bounced, { at: seconds() - 301 })).toBe(401)
  expect(await hook(bounced, { at: seconds() + 310 })).toBe(401)
  expect(await hook(bounced, { sign: (mac) => `v2,${mac}` })).toBe(401)
  expect(await hook(bounced, { sign: () => "" })).toBe(401)
  expect(await state(id)).toBe("sent")
  expect(await hook(bounced, { sign: (mac) => `v1,AAAA v1,${mac}` })).toBe(204)
  expect(await state(id)).toBe("bounced")
})

test("the same webhook twice counts once", async () => {
  const id = await mail("cleo@example.com")
  await hook(event("email.bounced", id), { id: "msg_again" })
  await db().mail.update({ where: { id }, data: { state: "sent" } })
  expect(await hook(event("email.bounced", id), { id: "msg_again" })).toBe(204)
  expect(await state(id)).toBe("sent")
})

test("a webhook that overtakes the response finds its email by the tag, and the email isn't sent again", async () => {
  const id = await post("dora@example.com", "password_changed", { name: "Dora", url: "http://localhost:3000/" })
  expect(await hook({ type: "email.delivered", data: { email_id: "re_new", tags: { mail_id: id } } })).toBe(204)
  expect(await db().mail.findUniqueOrThrow({ where: { id } })).toMatchObject({
    state: "delivered",
    transportId: "re_new",
  })
})

test("an address that bounced or complained gets no more invitations; a delivery clears a bounce, but no complaint", async () => {
  const refused = (email: string) =>
    refuseUndeliverable(db(), email).then(
      () => false,
      (error) => error.code === "validation_failed",
    )
  await hook(
    event("email.bounced", await mail("gone@example.com"), { bounce: { type: "Permanent", message: "no such user" } }),
  )
  await hook(event("email.bounced", await mail("full@example.com"), { bounce: { type: "Transient", message: "full" } }))
  await hook(event("email.complained", await mail("angry@example.com")))
  expect(await Promise.all(["gone", "full", "angry"].map((who) => refused(`${who}@example.com`)))).toEqual([
    true,
    false,
    true,
  ])
  await hook(event("email.delivered", await mail("gone@example.com")))
  await hook(event("email.delivered", await mail("angry@example.com")))
  expect(await Promise.all(["gone", "angry"].map((who) => refused(`${who}@example.com`)))).toEqual([false, true])
})

test("unknown events are accepted and change nothing", async () => {
  expect(await hook({ type: "contact.created", data: {} })).toBe(204)
  expect(await hook({ nonsense: true })).toBe(204)
  expect(await hook(event("email.delivered", "mail_unknown"))).toBe(204)
})
