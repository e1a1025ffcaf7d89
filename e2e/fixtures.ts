import { test as base } from "@playwright/test"
import { follow, watch } from "./evidence"
import type { Person } from "./people"
import { anotherServer } from "./servers"
import { newTeam, superAdmin, type Team } from "./team"

export { expect } from "@playwright/test"
export { alike, api } from "./api"
export { countMailsTo, mailTo, resetTokensTo } from "./mails"
export * from "./people"
export { newTeam, newTenant, type Team } from "./team"

type Shared = {
  /** The worker's shared tenant. Tests that change its people create a tenant of their own. */
  team: Team
  /** Another tenant. */
  foreign: Team
  root: Person
}
type Workers = { [K in keyof Shared as `${K}Maker`]: () => Promise<Shared[K]> } & {
  /** Address of a second server on the same database, for tests across two servers. */
  twin: string
}

/** Access tokens are valid for 15 minutes: older data is created again for the next test. */
const keptFor = 10 * 60_000

/** Shares the result of `make` among a worker's tests until its tokens are about to expire. */
const sharing =
  <T>(make: () => Promise<T>) =>
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  async ({}, use: (value: () => Promise<T>) => Promise<void>) => {
    let kept: { at: number; value: Promise<T> } | undefined
    await use(() => {
      if (!kept || Date.now() - kept.at > keptFor) kept = { at: Date.now(), value: make() }
      return kept.value
    })
  }

/** Tests with a separate tenant per worker, created through the API on first use. */
export const test = base.extend<Shared & { evidence: undefined }, Workers>({
  evidence: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use, info) => {
      const tell = watch()
      await use(undefined)
      tell(info)
    },
    { auto: true },
  ],
  context: async ({ context }, use) => {
    follow(context)
    await use(context)
  },
  teamMaker: [sharing(newTeam), { scope: "worker" }],
  foreignMaker: [sharing(newTeam), { scope: "worker" }],
  rootMaker: [sharing(superAdmin), { scope: "worker" }],
  team: async ({ teamMaker }, use) => use(await teamMaker()),
  foreign: async ({ foreignMaker }, use) => use(await foreignMaker()),
  root: async ({ rootMaker }, use) => use(await rootMaker()),
  twin: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const { origin, stop } = await anotherServer()
      await use(origin)
      await stop()
    },
    { scope: "worker", timeout: 60_000 },
  ],
})

/** Number of rounds of a race. */
export const rounds = process.env.TEST_LONG ? 200 : 20
