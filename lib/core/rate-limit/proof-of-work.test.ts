import { randomBytes } from "node:crypto"
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest"
import type { z } from "zod"
import { solve } from "../../../sdk/core/proof-of-work"
import type { BotChallenge } from "../../auth/schema"
import { pool } from "../db/pool"

type Challenge = z.infer<typeof BotChallenge>

/** Loads the module as in a process with these secrets. */
async function withSecrets(AUTH_SECRET: string, AUTH_SECRET_PREVIOUS = "") {
  vi.resetModules()
  for (const [name, value] of Object.entries({ AUTH_SECRET, AUTH_SECRET_PREVIOUS })) vi.stubEnv(name, value)
  const { acceptWork, createWork } = await import("./proof-of-work")
  return { acceptWork, createWork: async () => (await createWork()) as Challenge }
}

const newSecret = () => randomBytes(48).toString("base64url")
const secret = newSecret()
let work: Awaited<ReturnType<typeof withSecrets>>

beforeEach(async () => {
  work = await withSecrets(secret)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})
afterAll(() => pool().end())

/** Changes a solution. */
function forged(solution: string, change: (solved: Solved) => void): string {
  const solved = JSON.parse(atob(solution)) as Solved
  change(solved)
  return btoa(JSON.stringify(solved))
}
type Solved = { challenge: Challenge; solution: { counter: number; derivedKey: string } }

test("a solution is accepted once, also of concurrent requests", async () => {
  const solution = await solve(await work.createWork())
  const accepted = await Promise.all(Array.from({ length: 20 }, () => work.acceptWork(solution)))
  expect(accepted.filter(Boolean)).toHaveLength(1)
  expect(await work.acceptWork(solution)).toBe(false)
})

test("the work is neither little nor more than a phone can do", async () => {
  const challenges = await Promise.all(Array.from({ length: 20 }, () => work.createWork()))
  for (const { parameters } of challenges)
    expect(parameters).toMatchObject({ algorithm: "PBKDF2/SHA-256", cost: 1000, keyLength: 32 })
  expect(new Set(challenges.map(({ parameters }) => parameters.nonce)).size).toBe(20)
  const { solution } = JSON.parse(atob(await solve(challenges[0] as Challenge))) as Solved
  expect(solution.counter).toBeGreaterThanOrEqual(500)
  expect(solution.counter).toBeLessThanOrEqual(2500)
})

test("nothing else is accepted: garbage, an unsolved, changed or foreign challenge; none of it uses a solution up", async () => {
  const challenge = await work.createWork()
  const solution = await solve(challenge)
  const cheap = { ...challenge, parameters: { ...challenge.parameters, cost: 1, keyPrefix: "00" } }
  const foreign = await withSecrets(newSecret())
  const wrong = [
    "",
    "none",
    "{}",
    btoa("null"),
    btoa(JSON.stringify({ challenge })),
    btoa(JSON.stringify({ challenge: { parameters: null, signature: "" }, solution: null })),
    await solve(cheap as Challenge),
    await solve(await foreign.createWork()),
    forged(solution, (s) => (s.solution.derivedKey = `${challenge.parameters.keyPrefix}${"0".repeat(32)}`)),
    forged(solution, (s) => (s.solution.derivedKey = "zz")),
    forged(solution, (s) => (s.challenge.parameters.expiresAt += 60)),
    forged(solution, (s) => (s.challenge.parameters.nonce = "00".repeat(16))),
    forged(solution, (s) => (s.challenge.signature = "")),
  ]
  for (const one of wrong) expect(await work.acceptWork(one), one).toBe(false)
  expect(await work.acceptWork(solution)).toBe(true)
})

test("a solution is accepted for ten minutes", async () => {
  const solution = await solve(await work.createWork())
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 601_000 })
  expect(await work.acceptWork(solution)).toBe(false)
  vi.setSystemTime(Date.now() - 30_000)
  expect(await work.acceptWork(solution)).toBe(true)
})

test("a challenge from just before AUTH_SECRET was rotated is still accepted, once", async () => {
  const solution = await solve(await work.createWork())
  const rotated = await withSecrets(newSecret(), secret)
  expect([await rotated.acceptWork(solution), await rotated.acceptWork(solution)]).toEqual([true, false])
})
