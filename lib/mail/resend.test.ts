import { createServer, type RequestListener } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { resendServer } from "../../e2e/mail/stand-ins"
import { ownDatabase, post } from "../../e2e/mail/test-database"
import { db } from "../core/db/client"
import { sendMail, sweepMails } from "./deliver"
import { resend } from "./resend"
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

test("an email is sent once, with its ID as Idempotency-Key and as a tag", async () => {
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

test("despite 500, 429, resets and rejected keys every email arrives, each once", async () => {
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

test("an email that the API rejects as invalid fails immediately", async () => {
  server.state.answers = () => ({ status: 422 })
  const id = await post("bad@example.com", "password_changed", hello)
  await sendMail(id)
  expect(await row(id)).toMatchObject({ state: "failed", attempts: 1, lastAnswer: expect.stringContaining("422") })
})

test("Retry-After is respected", async () => {
  server.state.answers = () => ({ status: 429, headers: { "retry-after": "600" } })
  const id = await post("later@example.com", "password_changed", hello)
  await sendMail(id)
  expect((await row(id)).nextTryAt.getTime() - Date.now()).toBeGreaterThan(590_000)
})

/** Result of an email through an API that responds like this. */
async function through(respond: RequestListener): Promise<unknown> {
  const api = createServer((req, res) => respond(req.resume(), res)).listen(0, "127.0.0.1")
  await new Promise((ready) => api.once("listening", ready))
  const { port } = api.address() as AddressInfo
  const mail = { id: "mail_x", from: "a@example.com", to: "b@example.com", subject: "x", text: "x", html: "x" }
  try {
    return await resend("re_test", `http://127.0.0.1:${port}`)
      .send(mail)
      .catch((error: Error) => `${error.message} ${error.cause ?? ""}`)
  } finally {
    api.closeAllConnections()
    api.close()
  }
}

test.each([200, 500])("of an endless response with status %i, 64 KiB are read (O-13)", async (status) => {
  let written = 0
  const outcome = await through((_, res) => {
    res.writeHead(status, { "content-type": "application/json" })
    const more = () => {
      while (!res.destroyed && written < 200_000_000) {
        written += 65_536
        if (!res.write(Buffer.alloc(65_536, " "))) return res.once("drain", more)
      }
      return res.end()
    }
    more()
  })
  expect(outcome).toContain("longer than 65536 bytes")
  expect(written).toBeLessThan(50_000_000)
})

test("redirects are not followed", async () => {
  const asked: string[] = []
  const outcome = await through((req, res) => {
    asked.push(String(req.url))
    res.writeHead(307, { location: "/elsewhere" }).end()
  })
  expect(asked).toEqual(["/emails"])
  expect(outcome).toMatch(/redirect/i)
})

test("a response that doesn't start or doesn't end is abandoned after 20 seconds", async () => {
  const { timeout } = AbortSignal
  const shortened = vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => timeout.call(AbortSignal, ms / 100))
  expect(await through(() => {})).toMatch(/timeout/i)
  expect(await through((_, res) => res.writeHead(200).write("{"))).toMatch(/timeout/i)
  expect(shortened).toHaveBeenCalledWith(20_000)
  shortened.mockRestore()
})

test("environment variables other than the settings change nothing", async () => {
  vi.stubEnv("RESEND_USER_AGENT", "other")
  vi.stubEnv("RESEND_BASE_URL", "http://127.0.0.1:9")
  vi.stubEnv("RESEND_DEBUG", "true")
  const said = vi.spyOn(console, "error")
  let agent = ""
  const outcome = await through((req, res) => {
    agent = String(req.headers["user-agent"])
    res.writeHead(503).end("<html>")
  })
  expect([outcome, agent]).toEqual([{ state: "retry", answer: "503 application_error", busy: false }, "nanostack"])
  expect(said).not.toHaveBeenCalled()
  vi.unstubAllEnvs()
  said.mockRestore()
})
