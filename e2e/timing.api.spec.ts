import { median } from "./clients"
import { askCode, codeTo, enterCode } from "./codes"
import { api, expect, good, newAddress, newTenant, password, register, test } from "./fixtures"
import { newApp } from "./oidc"
import { anotherServer } from "./servers"

// Hashing costs enough here that skipping it would show; other tests use a lower cost.
test.describe.configure({ timeout: 240_000 })

const rounds = 40
/**
 * Measures interleaved requests, one at a time over one connection, without the first few: each class' median in
 * milliseconds. Each round begins with another class, since a request that sends an email slows down the one after it.
 */
async function medians(origin: string, path: string, classes: (i: number) => unknown[]): Promise<number[]> {
  const times: number[][] = []
  for (let i = 0; i < rounds; i++) {
    const bodies = [...classes(i).entries()]
    const first = i % bodies.length
    for (const [k, body] of [...bodies.slice(first), ...bodies.slice(0, first)]) {
      const began = performance.now()
      const answer = await fetch(`${origin}/api/v1${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      })
      await answer.text()
      if (i < 5) continue
      times[k] = [...(times[k] ?? []), performance.now() - began]
    }
  }
  return times.map(median)
}

test("signing in takes as long for an unknown address as for a wrong password (S-067)", async ({ team }) => {
  const server = await anotherServer({ BCRYPT_COST: "9", RATE_LIMIT_SCALE: "1000" })
  try {
    // Signing in rehashes with today's cost.
    const { email } = team.member
    good(await api("POST /auth/login", { body: { email, password }, origin: server.origin }))
    const wrong = "a wrong password"
    const both = () => [
      { email, password: wrong },
      { email: newAddress(), password: wrong },
    ]
    const [known = 0, unknown = 0] = await medians(server.origin, "/auth/login", both)
    expect(unknown / known).toBeGreaterThan(0.6)
    expect(unknown / known).toBeLessThan(1.7)
  } finally {
    await server.stop()
  }
})

test("a return address that counts takes as long as one that is ignored, and as one of an unknown address", async () => {
  const owner = await newTenant()
  const return_uris = ["https://shop.example.com/"]
  const { id } = await newApp(owner, { return_uris })
  const path = "/auth/password/forgot"
  const [counts = 0, ignored = 0, unknown = 0] = await medians(String(process.env.NANOSTACK_URL), path, () => {
    const asked = { application_id: id, return_to: return_uris[0] }
    return [
      { email: owner.email, ...asked },
      { email: owner.email, ...asked, return_to: "https://evil.example.com/" },
      { email: newAddress(), ...asked },
    ]
  })
  for (const other of [ignored, unknown]) {
    expect(other / counts).toBeGreaterThan(0.5)
    expect(other / counts).toBeLessThan(2)
  }
})

test("requesting a reset takes as long for an unknown address, with an invalid field too (S-069)", async ({ team }) => {
  const bad = { reset_url: "::bad" }
  const [known = 0, unknown = 0] = await medians(String(process.env.NANOSTACK_URL), "/auth/password/forgot", () => [
    { email: team.guest.email, ...bad },
    { email: newAddress(), ...bad },
  ])
  expect(unknown / known).toBeGreaterThan(0.5)
  expect(unknown / known).toBeLessThan(2)
})

/**
 * Expects the first class to take as long as every other one. What a response tells by its time, it tells in each of
 * three measurements; a busy machine distorts one.
 */
async function expectEven(measure: () => Promise<number[]>): Promise<void> {
  const ratios = async () => {
    const [first = 0, ...others] = await measure()
    return others.map((other) => other / first)
  }
  const isEven = (found: number[]) => found.every((ratio) => ratio > 0.9 && ratio < 1.1)
  const found = [await ratios()]
  while (found.length < 3 && !found.some(isEven)) found.push(await ratios())
  expect(found.some(isEven), JSON.stringify(found)).toBe(true)
}

test("asking for a code, and a wrong code, take as long for every kind of address (S-069)", async () => {
  const withPassword = (await newTenant()).email
  const without = (await register()).email
  good(await enterCode(await askCode(without), await codeTo(without)))
  const unverified = (await register()).email
  const known = [withPassword, without, unverified]
  const server = await anotherServer({ RATE_LIMIT_SCALE: "1000" })
  try {
    const { origin } = server
    const addresses = () => [newAddress(), ...known]
    await expectEven(() => medians(origin, "/auth/email-code", () => addresses().map((email) => ({ email }))))
    const challenges = await Promise.all(
      Array.from({ length: rounds }, () => Promise.all(addresses().map((email) => askCode(email, {}, origin)))),
    )
    await expectEven(() =>
      medians(origin, "/auth/email-code/verify", (i) =>
        (challenges[i] ?? []).map((challenge) => ({ challenge, code: "000000" })),
      ),
    )
  } finally {
    await server.stop()
  }
})
