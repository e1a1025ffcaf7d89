import { expect, test } from "vitest"
import { AppError, fieldError } from "../errors"
import { act } from "./act"
import { perform, performEach } from "./perform"

/** Something that has versions, of which "high" is dangerous; what was done is noted. */
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

test("another version is told before the proof is asked for", async () => {
  const { change, done, asked } = acting()
  const stale = perform(change, given(4), { caller: caller("browser") })
  await expect(stale).rejects.toMatchObject({ code: "version_conflict" })
  expect({ done, asked }).toEqual({ done: [], asked: [] })
})

test("what the proof was judged by is what is changed: who names no version gets that one", async () => {
  const { change, done } = acting()
  await perform(change, given(null), { caller: caller("browser"), password: "right" })
  expect(done).toEqual([3])
})

test("without the password nothing is done; an access token is not asked", async () => {
  const { change, done, asked } = acting()
  const refused = perform(change, given(3), { caller: caller("browser") })
  await expect(refused).rejects.toMatchObject({ code: "validation_failed" })
  expect(done).toEqual([])
  await perform(change, given(null), { caller: caller("api") })
  expect({ done, asked }).toEqual({ done: [null], asked: [undefined] })
})

test("many are asked for one proof, before any is done; a row of another version is refused by itself", async () => {
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
