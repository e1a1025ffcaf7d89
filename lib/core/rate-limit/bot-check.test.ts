import { randomBytes } from "node:crypto"
import { afterAll, expect, test, vi } from "vitest"
import { type RequestContext, withRequest } from "../context"
import { pool } from "../db/pool"
import { checkWork, needsWork } from "./bot-check"
import { currentClient } from "./client-network"
import { limit } from "./limits"

vi.hoisted(() => Object.assign(process.env, { RATE_LIMIT_SCALE: "1", BOT_PROTECTION: "altcha" }))

afterAll(() => pool().end())

const hex = () => randomBytes(2).toString("hex")
const newClient = () => `2001:db8:${hex()}:${hex()}::1`

/** Runs as one request of a client. */
const asked = <T>(ip: string, run: () => Promise<T>, more: Partial<RequestContext> = {}) =>
  withRequest({ requestId: `req_${hex()}${hex()}`, ip, userAgent: null, ...more }, run)

const count = () => limit("register", currentClient())

test("the first half of a limit needs no proof; a page learns it before the next request", async () => {
  const ip = newClient()
  const register = () =>
    asked(ip, async () => {
      await count()
      return checkWork("register", undefined, "api")
    })
  for (let i = 0; i < 10; i++) {
    expect(await asked(ip, () => needsWork("register"))).toBe(false)
    expect(await register()).toBe(true)
  }
  expect(await asked(ip, () => needsWork("register"))).toBe(true)
  await expect(register()).rejects.toMatchObject({ code: "bot_check_required" })
  expect(await asked(newClient(), () => needsWork("register"))).toBe(false)
})

test("who may go on without a proof: a page without JavaScript where that is allowed, and a customer's own server", async () => {
  const ip = newClient()
  for (let i = 0; i < 11; i++) await asked(ip, count)
  const check = (given: string | undefined, allowed?: "allowed", more?: Partial<RequestContext>) =>
    asked(ip, () => checkWork("register", given, "browser", allowed), more)
  expect(await check(undefined, "allowed")).toBe(false)
  for (const [given, allowed] of [
    [undefined, undefined],
    ["none", "allowed"],
    ["none", undefined],
  ] as const)
    await expect(check(given, allowed)).rejects.toMatchObject({
      code: "bot_check_required",
      details: { reason: "browser" },
    })
  expect(await check(undefined, undefined, { delegated: true })).toBe(true)
})
