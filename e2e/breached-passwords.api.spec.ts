import { createHash } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { api, expect, good, invite, mailTo, newAddress, personOf, test } from "./fixtures"
import type { Tokens } from "./people"
import { anotherServer } from "./servers"

const breached = "a long but breached passphrase"
const sha1 = createHash("sha1").update(breached).digest("hex").toUpperCase()

type Behavior = "found" | "padding" | "broken" | "silent"

/** A stand-in of the service, and a server that asks it. */
async function withService() {
  const asked: { path: string; padding: string | undefined }[] = []
  const state = { behaves: "found" as Behavior }
  const service = createServer((req, res) => {
    asked.push({ path: String(req.url), padding: req.headers["add-padding"]?.toString() })
    if (state.behaves === "silent") return
    if (state.behaves === "broken") return void res.writeHead(500).end("no")
    const count = state.behaves === "padding" ? 0 : 42
    res.end(`${"0".repeat(35)}:3\r\n${sha1.slice(5)}:${count}\r\n`)
  })
  await new Promise<void>((done) => service.listen(0, "127.0.0.1", done))
  const { port } = service.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/range`
  const server = await anotherServer({ BREACHED_PASSWORDS_URL: url, OUTGOING_PRIVATE_RANGES: "127.0.0.1" })
  const stop = async () => {
    await server.stop()
    service.closeAllConnections()
    service.close()
  }
  return { asked, state, origin: server.origin, stop }
}

const fieldsOf = (answer: { error: { fields?: { field: string; code: string }[] } }) =>
  answer.error.fields?.map(({ field, code }) => `${field}: ${code}`)

test("a password of a data breach is refused wherever one is set; the service sees five characters of its hash", async ({
  team,
}) => {
  const { asked, origin, stop } = await withService()
  try {
    const fresh = () => ({ email: newAddress(), name: "Bea Breached" })
    const refused = await api("POST /auth/register", { body: { ...fresh(), password: breached }, origin })
    expect([refused.outcome, fieldsOf(refused)]).toEqual(["422 validation_failed", ["password: breached"]])
    expect(asked).toEqual([{ path: `/range/${sha1.slice(0, 5)}`, padding: "true" }])

    const body = { ...fresh(), password: "a long and unknown passphrase" }
    const person = personOf(good(await api<Tokens>("POST /auth/register", { body, origin })), body.password)
    const change = { current_password: body.password, new_password: breached }
    expect(fieldsOf(await person.send("PUT /users/me/password", change, { origin }))).toEqual([
      "new_password: breached",
    ])

    good(await api("POST /auth/password/forgot", { body: { email: person.email } }))
    const { token: link } = await mailTo(person.email, "reset_password")
    const reset = { body: { token: link, new_password: breached }, origin }
    expect(fieldsOf(await api("POST /auth/password/reset", reset))).toEqual(["new_password: breached"])

    const { token } = await invite(team.admin, newAddress())
    const accept = { body: { name: "Bea Breached", password: breached }, origin }
    expect(fieldsOf(await api(`POST /invites/${token}/accept`, accept))).toEqual(["password: breached"])
  } finally {
    await stop()
  }
})

test("a service of breached passwords that is away, slow or only pads refuses nothing; common passwords are refused", async () => {
  const { asked, state, origin, stop } = await withService()
  try {
    for (const behaves of ["padding", "broken", "silent"] as const) {
      state.behaves = behaves
      const body = { email: newAddress(), name: "Bea Breached", password: breached }
      expect((await api("POST /auth/register", { body, origin })).status, behaves).toBe(201)
    }
    expect(asked).toHaveLength(3)
    const common = { email: newAddress(), name: "Bea Breached", password: "password123" }
    expect(fieldsOf(await api("POST /auth/register", { body: common, origin }))).toEqual(["password: too_common"])
    expect(asked).toHaveLength(3)
  } finally {
    await stop()
  }
})
