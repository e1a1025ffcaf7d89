import { spawn } from "node:child_process"
import { NanostackClient } from "../sdk/server/src/index"
import { many, newClient, tally } from "./clients"
import { db } from "./database"
import { api, expect, join, newTenant, password, test } from "./fixtures"
import { makeKey } from "./samples"
import { anotherServer } from "./servers"

const name = "nanostack-client-address"

/** Runs an operator command. */
function nanostack(...args: string[]): Promise<{ code: number | null; out: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["bin/nanostack.mjs", ...args], { stdio: ["ignore", "pipe", "inherit"] })
    let out = ""
    child.stdout.on("data", (chunk) => {
      out += chunk
    })
    child.on("close", (code) => done({ code, out }))
  })
}

test("POST /auth/login – through a customer's server with a key that may delegate, each client has its own limit; without one the header means nothing (K-7)", async () => {
  test.setTimeout(120_000)
  const settings = { RATE_LIMIT_SCALE: "1", LIMIT_SIGN_IN_PER_API_KEY_PER_MINUTE: "45" }
  const [owner, server] = await Promise.all([newTenant(), anotherServer(settings)])
  try {
    const people = await Promise.all([1, 2, 3, 4].map(() => join(owner, "guest")))
    const key = await makeKey(owner.send, { name: "Shop", role: "member", permissions: [] })
    const client = new NanostackClient({ baseURL: server.origin, apiKey: key.secret })
    const signIn = (ip: string, i: number) => {
      const email = people[i % people.length]?.email ?? ""
      return client.forClient(ip).login({ email, password })
    }
    const outcome = (i: number, ip = newClient()) =>
      signIn(ip, i).then(
        () => "200",
        ({ status, code }) => `${status} ${code}`,
      )
    // A key without the permission, no key, and a person's token: all count as the one client that they are.
    const credentials = [key.secret, undefined, owner.token]
    const spoofed = await many(36, (i) => {
      const token = credentials[i % 3]
      const headers = { [name]: newClient(), ...(token && { authorization: `Bearer ${token}` }) }
      const body = { email: people[i % people.length]?.email, password }
      return api("POST /auth/login", { body, headers, origin: server.origin })
    })
    expect(tally(spoofed)["429 rate_limited"]).toBeGreaterThanOrEqual(6)

    expect((await nanostack("keys", "delegate", key.id)).out).toContain("can now send Nanostack-Client-Address")
    await expect.poll(() => outcome(0)).toBe("200")
    const rounds = Array.from({ length: 40 }, (_, i) => i)
    const results: string[] = []
    for (const i of rounds) results.push(await outcome(i))
    expect(new Set(results)).toEqual(new Set(["200"]))
    const last = newClient()
    expect(await outcome(0, last)).toBe("200")
    const seen = { userId: people[0]?.id ?? "", ip: last }
    expect(await db().session.count({ where: seen })).toBe(1)
    const unknown = () => client.forClient("unknown").login({ email: owner.email, password })
    await expect(unknown()).rejects.toMatchObject({ code: "validation_failed" })
    // The key has a limit of its own, whatever addresses it claims.
    expect(new Set(await Promise.all(rounds.slice(0, 10).map((i) => outcome(i))))).toContain("429 rate_limited")

    expect((await nanostack("keys", "undelegate", key.id)).code).toBe(0)
    // The header means nothing again, not even an invalid one.
    const refusal = () => unknown().then(null, ({ code }) => code)
    await expect.poll(refusal).not.toBe("validation_failed")
    expect((await nanostack("keys", "delegate", "key_none")).code).toBe(1)
  } finally {
    await server.stop()
  }
})

test("POST /api-keys – sign_in:delegate is granted by no one but the operator, who stays its owner (K-7)", async () => {
  const owner = await newTenant()
  const body = { name: "Shop", role: "admin", permissions: ["sign_in:delegate"] }
  expect((await owner.send("POST /api-keys", body)).outcome).toBe("422 validation_failed")
  const colleague = await join(owner, "admin")
  const key = await makeKey(owner.send, { name: "Shop", role: "member", permissions: [] })
  expect((await nanostack("keys", "delegate", key.id)).code).toBe(0)
  expect((await colleague.send(`POST /api-keys/${key.id}/rotate`, {})).outcome).toBe("403 permission_not_held")
  const rotated = await owner.send<{ permissions: string[] }>(`POST /api-keys/${key.id}/rotate`, {})
  expect(rotated.data.permissions).toEqual(["sign_in:delegate"])
})
