import { dictionary } from "@zxcvbn-ts/language-common"
import { expect, test } from "vitest"
import { isAppError } from "../errors"
import { judge } from "./password-rules"
import { refuseWeakPassword } from "./weak-passwords"

const list = dictionary["passwords-common"] as string[]
const common = new Set(list)
const email = "ada.winter@example.com"
const judged = (password: string) => judge({ password, email, least: 8, common })

function refused(password: string): string | null {
  try {
    refuseWeakPassword(password, email)
    return null
  } catch (error) {
    if (!isAppError(error)) throw error
    return error.details.fields?.[0]?.code ?? null
  }
}

const whyOf: Record<string, string> = { too_short: "missing", too_common: "common", too_obvious: "obvious" }

test("the meter rates as weak what the server rejects, for the same reason (U-7)", () => {
  const given = [...list, "ada.winter", email, "NANOSTACK", "Ｐａｓｓｗｏｒｄ１２３", "ﬁ", "short", "PassWord123"]
  const differ = given.filter((password) => {
    const { strength, why } = judged(password)
    const code = refused(password)
    return code === null ? why !== "few" : strength !== 1 || why !== whyOf[code]
  })
  expect(differ).toEqual([])
})

test.each([
  ["password123", 1, "common"],
  ["Password123", 1, "common"],
  ["Password123!", 1, null],
  ["sunshine!!2026-11", 2, null],
  ["aaaaaaaaaaaa", 1, "few"],
  ["correct horse battery", 4, null],
  ["", 0, null],
])("%j has strength %i, because of %j (U-7)", (password, strength, why) => {
  expect(judged(password)).toEqual({ strength, why })
})

test("nothing is rated good before the list is loaded (U-7)", () => {
  for (const password of ["password123", "correct horse battery"])
    expect(judge({ password, email, least: 8, common: null }).strength).toBeLessThanOrEqual(2)
})

test("an accepted password is not called common or obvious (U-7)", () => {
  for (const password of ["Password123!", "correct horse battery", "winter is coming"]) {
    expect(refused(password)).toBeNull()
    expect(judged(password).why).toBeNull()
  }
})
