import { expect, test } from "vitest"
import { challengeOf, isEnough, satisfies } from "./needs"

const [one, two] = ["urn:nanostack:acr:1", "urn:nanostack:acr:2"]
const now = () => Math.floor(Date.now() / 1000)

test("an assurance satisfies itself and fewer factors, and nothing else", () => {
  expect([satisfies(two, two), satisfies(two, one), satisfies(one, one)]).toEqual([true, true, true])
  for (const [acr, asked] of [
    [one, two],
    [null, one],
    [undefined, two],
    ["urn:nanostack:acr:3", two],
    ["", ""],
  ] as const)
    expect(satisfies(acr, asked), `${acr} ${asked}`).toBe(acr === asked)
})

test("a sign-in is enough while it is recent and strong", () => {
  expect(isEnough({ auth_time: null, acr: null }, {})).toBe(true)
  expect(isEnough({ auth_time: now() - 100, acr: one }, { maxAge: 300, acr: one })).toBe(true)
  expect(isEnough({ auth_time: now() - 400, acr: one }, { maxAge: 300 })).toBe(false)
  expect(isEnough({ auth_time: null, acr: two }, { maxAge: 300 })).toBe(false)
  expect(isEnough({ auth_time: now(), acr: one }, { acr: two })).toBe(false)
})

test("a challenge names what is required (RFC 9470)", () => {
  expect(challengeOf({ maxAge: 300, acr: two })).toBe(
    `Bearer error="insufficient_user_authentication", error_description="Sign in again", acr_values="${two}", max_age="300"`,
  )
})
