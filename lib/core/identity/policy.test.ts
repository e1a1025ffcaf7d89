import { expect, test } from "vitest"
import type { Authentication } from "./authentication"
import { type Policy, strictest, unmetOf } from "./policy"
import { methodOf } from "./sign-in-methods"

const none: Policy = { twoFactorFrom: null, methods: null, idleMinutes: null, maxHours: null, rememberDays: null }
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const now = 1_800_000_000_000
const signIn = (more: Partial<Authentication> = {}): Authentication => ({
  amr: ["pwd"],
  assurance: 1,
  beganAt: now - hour,
  rememberedSince: null,
  idle: { since: now, longest: 0 },
  ...more,
})
const unmet = (policy: Partial<Policy>, more?: Partial<Authentication>) =>
  unmetOf(signIn(more), { ...none, ...policy }, now)

test("the way to sign in follows from amr", () => {
  expect(methodOf(["pwd"])).toBe("password")
  expect(methodOf(["mfa", "otp", "pwd"])).toBe("password")
  expect(methodOf(["otp"])).toBe("email_code")
  expect(methodOf(["otp", "mfa", "recovery_code"])).toBe("email_code")
  expect(methodOf(["hwk", "user", "mfa"])).toBe("passkey")
  expect(methodOf(["swk", "mfa"])).toBe("passkey")
  expect(methodOf(["fed"])).toBe("other_account")
  expect(methodOf(["fed", "otp", "mfa"])).toBe("other_account")
  expect(methodOf(["mfa", "pwd"])).toBe("password")
  expect(methodOf([])).toBe("password")
})

test("of two policies, each rule is the stricter one", () => {
  expect(strictest(null)).toBeNull()
  expect(strictest([none])).toEqual(none)
  const one: Policy = {
    twoFactorFrom: 2,
    methods: ["password", "passkey"],
    idleMinutes: null,
    maxHours: 5,
    rememberDays: 0,
  }
  const two: Policy = {
    twoFactorFrom: 1,
    methods: ["passkey", "email_code"],
    idleMinutes: 15,
    maxHours: 9,
    rememberDays: 3,
  }
  const both: Policy = { twoFactorFrom: 1, methods: ["passkey"], idleMinutes: 15, maxHours: 5, rememberDays: 0 }
  expect([strictest([one, two]), strictest([two, one]), strictest([none, both])]).toEqual([both, both, both])
})

test("two-factor authentication is required after the grace period, of those with one factor", () => {
  expect(unmetOf(signIn(), null, now)).toBeNull()
  expect(unmet({ twoFactorFrom: now + 1 })).toBeNull()
  expect(unmet({ twoFactorFrom: now })).toBe("two_factor_required")
  expect(unmet({ twoFactorFrom: now }, { assurance: 2 })).toBeNull()
})

test("a remembered device counts for as many days as the policy says, a code of the session itself for all of it", () => {
  const remembered = (days: number) => ({ assurance: 2, rememberedSince: now - days * day })
  expect(unmet({ rememberDays: 7 }, remembered(6))).toBeNull()
  expect(unmet({ rememberDays: 7 }, remembered(8))).toBe("two_factor_required")
  expect(unmet({ rememberDays: 0 }, remembered(1))).toBe("two_factor_required")
  expect(unmet({ rememberDays: 0 }, { assurance: 2, beganAt: now - 9 * day })).toBeNull()
  expect(unmet({ rememberDays: 0 })).toBeNull()
})

test("a session is too old by its start, or once it was not used for too long", () => {
  expect(unmet({ maxHours: 1 })).toBeNull()
  expect(unmet({ maxHours: 1 }, { beganAt: now - hour - 1 })).toBe("session_too_old")
  const idle = (since: number, longest = 0) =>
    unmet({ idleMinutes: 15 }, { idle: { since: now - since * minute, longest } })
  expect([idle(15), idle(18), idle(0, 18 * minute)]).toEqual([null, "session_too_old", "session_too_old"])
})

test("a way to sign in that is not allowed comes before anything that a code would settle", () => {
  expect(unmet({ methods: ["passkey"], twoFactorFrom: 0 })).toBe("sign_in_method_not_allowed")
  expect(unmet({ methods: [] })).toBe("sign_in_method_not_allowed")
})
