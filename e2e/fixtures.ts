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
  /** The worker's own tenant. Who changes its people makes their own instead. */
  team: Team
  /** Another tenant. */
  foreign: Team
  root: Person
}
type Workers = { [K in keyof Shared as `${K}Maker`]: () => Promise<Shared[K]> } & {
  /** Where a second server on the same database is, for what has to hold on two. */
  twin: string
}

/** Access tokens hold for 15 minutes: what was made longer ago is made anew for the next test. */
const keptFor = 10 * 60_000

/** Gives what `make` made, the same to every test of a worker until its tokens are about to expire. */
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

/** Tests with a tenant of their own per worker, made through the API when first asked for. */
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

/** How often a race is run. */
export const rounds = process.env.TEST_LONG ? 200 : 20
