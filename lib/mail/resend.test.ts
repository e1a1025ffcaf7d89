import { afterAll, beforeAll, expect, test } from "vitest"
import { resendServer } from "../../e2e/mail/stand-ins"
import { ownDatabase, post } from "../../e2e/mail/test-database"
import { db } from "../core/db/client"
import { sendMail, sweepMails } from "./deliver"
import { transport } from "./transport"

let database: Awaited<ReturnType<typeof ownDatabase>>
let server: Awaited<ReturnType<typeof resendServer>>
beforeAll(async () => {
  server = await resendServer()
  database = await ownDatabase({ RESEND_API_KEY: "re_test", RESEND_BASE_URL: server.url })
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

const hello = { name: "Ada", url: "http://localhost:3000/forgot-password" }
const row = (id: string) => db().mail.findUniqueOrThrow({ where: { id } })

test("a mail goes out once with its id as Idempotency-Key and as a tag", async () => {
  expect(transport().name).toBe("resend")
  const id = await post("ada@example.com", "password_changed", hello)
  await sendMail(id)
  expect(server.asked).toHaveLength(1)
  expect(server.asked[0]).toMatchObject({
    key: id,
    authorization: "Bearer re_test",
    body: { to: ["ada@example.com"], subject: "Your password was changed", tags: [{ name: "mail_id", value: id }] },
  })
  expect(await row(id)).toMatchObject({ state: "sent", transportId: `re_${id}` })
})

test("through 500, 429, resets and refusals of the key everything arrives in the end, each mail once", async () => {
  const troubles = [500, 429, 503, 401, 403, "reset", 502] as const
  server.state.answers = (n) => {
    const trouble = n % 3 === 0 ? undefined : troubles[n % troubles.length]
    if (trouble === undefined) return { status: 200 }
    return trouble === "reset" ? "reset" : { status: trouble, headers: { "retry-after": "1" } }
  }
  server.sent.clear()
  const ids = await Promise.all(
    Array.from({ length: 40 }, (_, i) => post(`p${i}@example.com`, "password_changed", hello)),
  )
  for (let round = 0; round < 60; round++) {
    await db().$executeRaw`UPDATE mails SET next_try_at = now() WHERE state = 'queued'`
    await sweepMails()
  }
  expect(await db().mail.count({ where: { id: { in: ids }, state: "sent" } })).toBe(40)
  expect([...server.sent.keys()].sort()).toEqual([...ids].sort())
})

test("a mail that the API refuses for what it is fails at once", async () => {
  server.state.answers = () => ({ status: 422 })
  const id = await post("bad@example.com", "password_changed", hello)
  await sendMail(id)
  expect(await row(id)).toMatchObject({ state: "failed", attempts: 1, lastAnswer: expect.stringContaining("422") })
})

test("Retry-After is heeded", async () => {
  server.state.answers = () => ({ status: 429, headers: { "retry-after": "600" } })
  const id = await post("later@example.com", "password_changed", hello)
  await sendMail(id)
  expect((await row(id)).nextTryAt.getTime() - Date.now()).toBeGreaterThan(590_000)
})
