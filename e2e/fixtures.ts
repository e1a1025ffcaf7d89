import { test as base } from "@playwright/test"
import type { Person } from "./people"
import { anotherServer } from "./servers"
import { newTeam, superAdmin, type Team } from "./team"

export { expect } from "@playwright/test"
export { alike, api } from "./api"
export { countMailsTo, mailTo, resetTokensTo } from "./mails"
export * from "./people"
export { newTeam, newTenant, type Team } from "./team"

type Workers = {
  /** The worker's own tenant. Who changes its people makes their own instead. */
  team: Team
  /** Another tenant. */
  foreign: Team
  root: Person
  /** Where a second server on the same database is, for what has to hold on two. */
  twin: string
}

const made =
  <T>(make: () => Promise<T>) =>
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  async ({}, use: (value: T) => Promise<void>) =>
    use(await make())

/** Tests with a tenant of their own per worker, made through the API when first asked for. */
export const test = base.extend<object, Workers>({
  team: [made(newTeam), { scope: "worker" }],
  foreign: [made(newTeam), { scope: "worker" }],
  root: [made(superAdmin), { scope: "worker" }],
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
