import { randomBytes } from "node:crypto"
import { delegation } from "../lib/core/identity/permissions"
import { NanostackClient } from "../sdk/client/src/index"
import { solve } from "../sdk/core/proof-of-work"
import type { Data } from "../sdk/core/types"
import { from, many, newClient, tally } from "./clients"
import { behindTheirBacks, db } from "./database"
import {
  alike,
  api,
  countMailsTo,
  expect,
  good,
  newAddress,
  newTenant,
  password,
  register as registered,
  test,
} from "./fixtures"
import { sample } from "./metrics"
import { makeKey } from "./samples"
import { anotherServer } from "./servers"

// Two servers are started for the whole file, with limits whose half is soon used.
test.describe.configure({ mode: "default", timeout: 120_000 })

const token = randomBytes(24).toString("hex")
const settings = {
  METRICS_TOKEN: token,
  BOT_PROTECTION: "altcha",
  RATE_LIMIT_SCALE: "1",
  TRUSTED_PROXIES: "127.0.0.1,::1",
  LIMIT_REGISTER_PER_HOUR: "8",
  LIMIT_SIGN_IN_PER_MINUTE: "40",
}

type Server = Awaited<ReturnType<typeof anotherServer>>
let server: Server
let second: Server

test.beforeAll(async () => {
  ;[server, second] = await Promise.all([anotherServer(settings), anotherServer(settings)])
})
test.afterAll(() => Promise.all([server.stop(), second.stop()]))

const at = (ip: string, to = server) => ({ headers: from(ip), origin: to.origin })
const solution = async (ip: string) =>
  solve(good(await api<Data<"GET /auth/bot-challenge">>("GET /auth/bot-challenge", at(ip))))
const signUp = (ip: string, email = newAddress(), more: Record<string, unknown> = {}) =>
  api("POST /auth/register", { body: { email, password, name: "Rita", ...more }, ...at(ip) })
const forgot = (ip: string, email: string, proof_of_work?: string, to = server) =>
  api("POST /auth/password/forgot", { body: { email, proof_of_work }, ...at(ip, to) })
const code = (ip: string, email: string, proof_of_work?: string) =>
  api("POST /auth/email-code", { body: { email, proof_of_work }, ...at(ip) })

const metrics = async () =>
  (await fetch(`${server.origin}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text()

/** A client that has used half of its limit of sign-ins. */
async function busyClient(): Promise<string> {
  const ip = newClient()
  expect(tally(await many(20, () => forgot(ip, newAddress())))).toEqual({ "202": 20 })
  return ip
}

test("POST /auth/register – from half of the limit on a proof of work is required, for known and unknown addresses alike", async ({
  team,
}) => {
  const ip = newClient()
  for (let i = 0; i < 4; i++) expect((await signUp(ip)).outcome).toBe("201")
  const email = newAddress()
  const [fresh, taken] = [await signUp(ip, email), await signUp(ip, team.member.email)]
  expect(alike(fresh)).toBe(alike(taken))
  expect(fresh.outcome).toBe("403 bot_check_required")
  expect(fresh.error.challenge_url).toMatch(/\/api\/v1\/auth\/bot-challenge$/)
  expect(await db().user.count({ where: { email } })).toBe(0)
  expect((await signUp(ip, email, { proof_of_work: await solution(ip) })).outcome).toBe("201")
  expect((await signUp(newClient())).outcome).toBe("201")
  // Limits still hold.
  expect((await signUp(ip, newAddress(), { proof_of_work: "x" })).outcome).toBe("403 bot_check_required")
  expect((await signUp(ip, newAddress(), { proof_of_work: await solution(ip) })).outcome).toBe("429 rate_limited")
})

test("POST /auth/register – an invalid field doesn't use a solution up; a used one is refused", async () => {
  const ip = newClient()
  for (let i = 0; i < 4; i++) await signUp(ip)
  const proof_of_work = await solution(ip)
  const email = newAddress()
  expect((await signUp(ip, "no address", { proof_of_work })).outcome).toBe("422 validation_failed")
  expect((await signUp(ip, email, { proof_of_work })).outcome).toBe("201")
  const again = await signUp(ip, newAddress(), { proof_of_work })
  expect(again.outcome).toBe("403 bot_check_required")
  expect(again.error.message).toMatch(/already used/)
})

test("POST /auth/password/forgot, /auth/email-code – known and unknown addresses are refused alike, and get no email without a proof", async ({
  team,
}) => {
  const ip = await busyClient()
  const { email } = await registered()
  const unknown = newAddress()
  const before = await countMailsTo(email)
  const seen = [forgot(ip, email), forgot(ip, unknown), code(ip, email), code(ip, unknown)]
  const answers = await Promise.all(seen)
  expect(new Set(answers.map(alike)).size).toBe(1)
  expect(answers[0]?.outcome).toBe("403 bot_check_required")
  expect(await countMailsTo(email)).toBe(before)
  const proved = [
    await forgot(ip, email, await solution(ip)),
    await forgot(ip, unknown, await solution(ip)),
    await code(ip, email, await solution(ip)),
    await code(ip, unknown, await solution(ip)),
  ]
  expect(proved.map(({ outcome }) => outcome)).toEqual(["202", "202", "202", "202"])
  expect(await countMailsTo(email)).toBe(before + 2)
  // Signing in is no request for an email.
  const credentials = { email: team.member.email, password }
  expect((await api("POST /auth/login", { body: credentials, ...at(ip) })).status).toBe(200)
})

test("POST /auth/password/forgot – of many requests with one solution, to two servers, one passes", async () => {
  const ip = await busyClient()
  const [proof, counted] = [await solution(ip), await metrics()]
  const answers = await many(16, (i) => forgot(ip, newAddress(), proof, i % 2 ? server : second))
  expect(tally(answers)).toEqual({ "202": 1, "403 bot_check_required": 15 })
  const checked = (text: string, result: string) => sample(text, "nanostack_bot_checks_total", `result="${result}"`)
  expect(checked(await metrics(), "refused") - checked(counted, "refused")).toBeGreaterThanOrEqual(7)
  expect(checked(counted, "solved")).toBeGreaterThan(0)
})

test("POST /auth/register, /auth/password/forgot – a server that passes on its clients' addresses proves nothing", async () => {
  const owner = await newTenant()
  const key = await makeKey(owner.send, { name: "Shop", role: "member", permissions: [] })
  await behindTheirBacks(() => db().apiKey.updateMany({ where: { id: key.id }, data: { permissions: [delegation] } }))
  const headers = { authorization: `Bearer ${key.secret}`, "nanostack-client-address": newClient() }
  const send = (email: string) =>
    api("POST /auth/register", { body: { email, password, name: "Rita" }, headers, origin: server.origin })
  expect(tally(await many(8, () => send(newAddress())))).toEqual({ "201": 8 })
})

test("the SDK registers and asks for emails where a proof of work is required", async () => {
  const ip = await busyClient()
  for (let i = 0; i < 4; i++) await signUp(ip)
  const sent: string[] = []
  const fetching: typeof fetch = (url, init) => {
    sent.push(new URL(String(url)).pathname)
    return fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), ...from(ip) } })
  }
  const client = new NanostackClient({ baseURL: server.origin, fetch: fetching })
  const email = newAddress()
  const { data } = await client.auth.register({ email, password, name: "Rita" })
  expect(data).toMatchObject({ user: { email } })
  expect((await client.users.me()).data.email).toBe(email)
  expect(sent.slice(0, 3).map((path) => path.split("/").at(-1))).toEqual(["register", "bot-challenge", "register"])
  await client.auth.forgotPassword({ email })
  await client.auth.emailCode({ email })
  const given = client.auth.forgotPassword({ email, proof_of_work: "mine" })
  await expect(given).rejects.toMatchObject({ status: 403, code: "bot_check_required" })
})

test("GET /auth/bot-challenge – 404 where bot protection is off, and nothing is asked for", async () => {
  expect((await api("GET /auth/bot-challenge")).outcome).toBe("404 not_found")
  const body = { email: newAddress(), password, name: "Rita", proof_of_work: "x" }
  expect((await api("POST /auth/register", { body })).outcome).toBe("201")
})
