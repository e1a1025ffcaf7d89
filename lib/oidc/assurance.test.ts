import { expect, test } from "vitest"
import { factorsAsked, factorsOf, narrowClaims } from "./assurance"

const [one, two] = ["urn:nanostack:acr:1", "urn:nanostack:acr:2"]
const essential = (acr: object) => JSON.stringify({ id_token: { acr: { essential: true, ...acr } } })

test("acr values stand for a number of factors; the fewest of those that are asked for count", () => {
  expect([one, two, "urn:other", undefined].map(factorsOf)).toEqual([1, 2, undefined, undefined])
  for (const [asked, factors] of [
    [{}, 0],
    [{ acr_values: "" }, 0],
    [{ acr_values: two }, 2],
    [{ acr_values: `${two} ${one}` }, 1],
    [{ acr_values: `urn:other ${two}` }, 2],
    [{ acr_values: "urn:other" }, 0],
    [{ claims: essential({ value: two }) }, 2],
    [{ claims: essential({ values: [one, two] }) }, 1],
    [{ claims: essential({ value: two, essential: false }) }, 0],
    [{ claims: essential({}) }, 0],
    [{ claims: essential({ value: "urn:other" }) }, Number.POSITIVE_INFINITY],
    [{ claims: essential({ value: one }), acr_values: two }, 2],
    [{ claims: essential({ value: 2 }) }, 0],
  ] as const)
    expect(factorsAsked(asked), JSON.stringify(asked)).toBe(factors)
})

test("of a claims parameter, only acr of the ID token counts", () => {
  const acr = { essential: true, value: two }
  expect(narrowClaims({ id_token: { acr, email: null }, userinfo: { name: null } })).toBe(
    JSON.stringify({ id_token: { acr } }),
  )
  for (const other of [{ id_token: { email: null } }, { userinfo: {} }, { id_token: { acr: null } }, null, 4])
    expect(narrowClaims(other)).toBeUndefined()
})
