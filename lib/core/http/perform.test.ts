import { expect, test } from "vitest"
import { AppError, fieldError } from "../errors"
import { act } from "./act"
import { perform, performEach } from "./perform"

/** Returns an act on a versioned target, of which "high" is dangerous; calls are recorded. */
function acting(stored = 3) {
  const done: unknown[] = []
  const asked: (string | undefined)[] = []
  const change = act({
    permission: "public",
    version: async () => stored,
    proof: {
      asks: ({ version }) => version === stored,
      require: async (_, password) => {
        asked.push(password)
        if (password !== "right") throw fieldError("password", "required")
      },
    },
    run: async (given) => {
      if (given.version !== null && given.version > 100) throw new AppError("not_found")
      done.push(given.version)
      return "done"
    },
  })
  return { change, done, asked }
}

const caller = (sessionKind: "browser" | "api") => ({ kind: "user", sessionKind }) as never
const given = (version: number | null) =>
  ({ sender: async () => null, target: undefined, body: undefined, version, door: "browser" }) as const

test("a version conflict is reported before the proof is requested", async () => {
  const { change, done, asked } = acting()
  const stale = perform(change, given(4), { caller: caller("browser") })
  await expect(stale).rejects.toMatchObject({ code: "version_conflict" })
  expect({ done, asked }).toEqual({ done: [], asked: [] })
})

test("the version that the proof was checked against is the one changed, also for callers that name none", async () => {
  const { change, done } = acting()
  await perform(change, given(null), { caller: caller("browser"), password: "right" })
  expect(done).toEqual([3])
})

test("without the password nothing is done; an access token needs none", async () => {
  const { change, done, asked } = acting()
  const refused = perform(change, given(3), { caller: caller("browser") })
  await expect(refused).rejects.toMatchObject({ code: "validation_failed" })
  expect(done).toEqual([])
  await perform(change, given(null), { caller: caller("api") })
  expect({ done, asked }).toEqual({ done: [null], asked: [undefined] })
})

test("many rows need one proof, before any is done; a row with another version fails alone", async () => {
  const { change, done, asked } = acting()
  const rows = [given(3), given(2), given(3)]
  await expect(performEach(change, rows, { caller: caller("browser") })).rejects.toMatchObject({
    code: "validation_failed",
  })
  expect(done).toEqual([])
  const outcomes = await performEach(change, rows, { caller: caller("browser"), password: "right" })
  expect(outcomes.map((one) => ("value" in one ? one.value : (one.error as AppError).code))).toEqual([
    "done",
    "version_conflict",
    "done",
  ])
  expect(asked).toEqual([undefined, "right"])
})
