import { afterEach, expect, test, vi } from "vitest"
import { createEnded } from "./ended"

const token = { sub: "user_1", sid: "ses_1", org: "org_1", client_id: "app_1", iat: 1_000 }

afterEach(() => vi.restoreAllMocks())

test("a token holds until its session, the rights of its person there, or its application end", () => {
  const ended = createEnded()
  const others = { sub: "user_2", org: "org_1", before: 2_000 }
  ended.hear("rights_changed", others)
  ended.hear("rights_changed", { ...token, org: "org_2", before: 2_000 })
  ended.hear("session_ended", { sid: "ses_2" })
  ended.hear("something_new", { sid: "ses_1" })
  expect(ended.judge(token)).toBe("holds")
  ended.hear("session_ended", { sid: "ses_1" })
  expect(ended.judge(token)).toBe("ended")
  expect(ended.judge({ ...token, sid: null })).toBe("holds")
})

test.each([
  ["rights_changed", { sub: "user_1", org: "org_1" }],
  ["application_ended", { client_id: "app_1" }],
])("%s – tokens from before are outdated, later ones hold, and those of that second are asked about", (event, data) => {
  const ended = createEnded()
  ended.hear(event, { ...data, before: 1_000 })
  // Events are a set: an earlier one that comes late takes nothing back.
  ended.hear(event, { ...data, before: 990 })
  expect([999, 1_000, 1_001].map((iat) => ended.judge({ ...token, iat }))).toEqual(["ended", "ask", "holds"])
})

test("what is older than any token is forgotten, and everything with a reset", () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(0)
  const ended = createEnded()
  ended.hear("session_ended", { sid: "ses_1" })
  now.mockReturnValue(3_000_000)
  ended.hear("session_ended", { sid: "ses_2" })
  ended.forget()
  expect(ended.size).toBe(2)
  now.mockReturnValue(3_620_001)
  ended.forget()
  expect(ended.size).toBe(1)
  ended.hear("reset", {})
  expect(ended.judge({ ...token, sid: "ses_2" })).toBe("holds")
})
