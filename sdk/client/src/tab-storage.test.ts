import { expect, test, vi } from "vitest"
import { Session } from "./session"
import { tabStorage } from "./tab-storage"
import type { Tokens } from "./tokens"

const tokensOf = (owner: string): Tokens => ({
  ...{ token: `token of ${owner}`, refresh_token: "refresh", owner },
  expires_at: new Date(Date.now() + 60_000).toISOString(),
})
let count = 0

/** Two tabs of one application, and what each was notified of. */
function twoTabs() {
  const name = `test ${count++}`
  return [1, 2].map(() => {
    const exchange = vi.fn(async () => ({ data: tokensOf("none") }))
    const session = new Session<{ data: Tokens }>(null, tabStorage(name), exchange, undefined)
    const moves: boolean[] = []
    session.onChange((moved) => moves.push(moved))
    return { session, moves, exchange }
  }) as [Tab, Tab]
}
type Tab = { session: Session<{ data: Tokens }>; moves: boolean[]; exchange: ReturnType<typeof vi.fn> }

/** Waits until messages between tabs have arrived. */
const delivered = () => new Promise((done) => setTimeout(done, 50))

test("a tab never gets another's tokens", async () => {
  const [one, two] = twoTabs()
  await one.session.set(tokensOf("ada"))
  await delivered()
  expect(await two.session.tokens()).toBeNull()
  expect(two.moves).toEqual([])
})

test("signing out in one tab signs out the other", async () => {
  const [one, two] = twoTabs()
  await one.session.set(tokensOf("ada"))
  await two.session.set(tokensOf("ada"))
  expect((await one.session.leave())?.owner).toBe("ada")
  await expect.poll(() => two.moves.at(-1)).toBe(true)
  expect(await two.session.tokens()).toBeNull()
})

test("when another person signs in, a tab of the person before refuses to go on, until it is theirs", async () => {
  const [one, two] = twoTabs()
  await one.session.set(tokensOf("ada"))
  await two.session.set(tokensOf("ada"))
  await delivered()
  await two.session.set(tokensOf("ben"))
  await expect.poll(() => one.moves.at(-1)).toBe(true)
  await expect(one.session.tokens()).rejects.toMatchObject({ code: "session_changed" })
  await expect(one.session.freshToken()).rejects.toMatchObject({ code: "session_changed" })
  expect(one.exchange).not.toHaveBeenCalled()
  await one.session.adopt()
  expect(await one.session.freshToken()).toBeNull()
  await delivered()
  expect((await two.session.tokens())?.owner).toBe("ben")
})
