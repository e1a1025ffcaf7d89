import type { BrowserContext, Page } from "@playwright/test"
import { build } from "esbuild"
import { temporaryFolder, write } from "./apps/apps"
import { serveFolder } from "./apps/processes"
import { behindTheirBacks, db } from "./database"
import { origin } from "./document"
import { expect, join, type Person, rounds, test } from "./fixtures"
import { sessionCookie, signInAt } from "./pages"
import { anotherServer } from "./servers"

/** Returns a person's ended sessions, whatever the reason. */
const ended = ({ id }: Person) =>
  db().session.findMany({ where: { userId: id, endedAt: { not: null } }, select: { endReason: true } })

test("two tabs and their requests all resume at the same time – no one is signed out, and no alarm is raised (R-058)", async ({
  page,
  context,
  team,
}) => {
  test.setTimeout(rounds * 6_000 + 30_000)
  const person = await join(team.owner, "admin")
  await signInAt(page, person.email, person.password)
  const first = await sessionCookie(context)
  const tabs = [page, await context.newPage()]
  for (const tab of tabs) await tab.goto(`/members?org=${team.organizationId}`)
  // As after a long sleep: the session is close to its expiry, and every request would extend it.
  const whose = { userId: person.id, kind: "browser" }
  const soon = new Date(Date.now() + 60_000)
  await behindTheirBacks(() => db().session.updateMany({ where: whose, data: { expiresAt: soon } }))
  for (let round = 0; round < rounds / 5; round++) {
    const answers = await Promise.all(
      tabs.flatMap((tab) => [
        tab.goto(`/members?org=${team.organizationId}`).then((answer) => answer?.url()),
        ...["/api/auth/session", "/profile", "/api/auth/session", "/members"].map((path) =>
          context.request.get(`${path}?org=${team.organizationId}`).then((answer) => answer.url()),
        ),
      ]),
    )
    expect(answers.filter((url) => url?.includes("/login"))).toEqual([])
    for (const tab of tabs) await expect(tab.getByRole("heading", { level: 1 })).toHaveText("Members")
  }
  expect(await ended(person)).toEqual([])
  const expiry = async () => (await db().session.findFirstOrThrow({ where: whose })).expiresAt.getTime()
  await expect.poll(expiry).toBeGreaterThan(soon.getTime())
  // A tab that was asleep still sends the first cookie.
  if (first) await context.addCookies([first])
  await page.reload()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Members")
})

/** Opens a third-party app with the SDK, which stores its tokens where every tab finds them. */
async function openApp(context: BrowserContext, baseURL: string, before: string) {
  const { outputFiles } = await build({
    entryPoints: ["sdk/client/src/index.ts"],
    bundle: true,
    format: "iife",
    globalName: "sdk",
    write: false,
  })
  const script = `${before}
    ${outputFiles[0]?.text}
    var ends = 0
    var client = new sdk.NanostackClient({
      baseURL: ${JSON.stringify(baseURL)}, storage: sdk.browserStorage(), onSessionEnd: () => ends++
    })`
  const folder = temporaryFolder("tabs")
  write(folder, { "index.html": `<!doctype html><title>App</title><script>${script}</script>` })
  const { url, stop } = await serveFolder(folder)
  const tabs = [await context.newPage(), await context.newPage()]
  for (const tab of tabs) await tab.goto(url)
  return { tabs, stop }
}

/** Returns both tabs' results when their access token has expired and each sends several requests. */
async function wake(tabs: Page[]): Promise<string[]> {
  const kept = () => Promise.all(tabs.map((tab) => tab.evaluate(() => localStorage.getItem("nanostack"))))
  await expect.poll(async () => new Set(await kept()).size).toBe(1)
  await tabs[0]?.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem("nanostack") ?? "{}")
    localStorage.setItem("nanostack", JSON.stringify({ ...kept, token: `${kept.token.slice(0, -2)}xx` }))
  })
  const answers = await Promise.all(
    tabs.map((tab) =>
      tab.evaluate(() => {
        const { users } = Reflect.get(window, "client")
        const asked = [users.me(), users.me(), users.me()]
        return Promise.all(asked.map((one) => one.then(() => "fine", String)))
      }),
    ),
  )
  return answers.flat()
}

async function expectSignedIn(person: Person, tabs: Page[]): Promise<void> {
  expect(await ended(person)).toEqual([])
  for (const tab of tabs) expect(await tab.evaluate(() => Reflect.get(window, "ends"))).toBe(0)
}

const signInTo = (tabs: Page[], { email, password }: Person) =>
  tabs[0]?.evaluate((given) => Reflect.get(window, "client").auth.login(given), { email, password })

const withoutLocks = "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined })"

for (const [where, before] of [
  ["https or this machine", ""],
  ["plain http, where they cannot wait for each other", withoutLocks],
] as const)
  test(`two tabs with one refresh token resume at the same time – no false alarm, on ${where} (R-058)`, async ({
    context,
    team,
  }) => {
    test.setTimeout(rounds * 3_000 + 60_000)
    const person = await join(team.owner, "guest")
    const { tabs, stop } = await openApp(context, origin(), before)
    await signInTo(tabs, person)
    for (let round = 0; round < rounds; round++) expect(new Set(await wake(tabs))).toEqual(new Set(["fine"]))
    await expectSignedIn(person, tabs)
    await stop()
  })

test("two tabs, two people: a page of one never writes as the other, and hears of sign-out and switch (K-2)", async ({
  context,
  team,
}) => {
  test.setTimeout(60_000)
  const [ada, milo] = await Promise.all([join(team.owner, "guest"), join(team.owner, "guest")])
  const { tabs, stop } = await openApp(context, origin(), "var moves = []")
  const [one, two] = tabs
  if (!one || !two) throw new Error("two tabs")
  await signInTo(tabs, ada)
  await two.evaluate(async () => {
    const client = Reflect.get(window, "client")
    await client.users.me()
    client.auth.onChange((moved: boolean) => Reflect.get(window, "moves").push(moved))
  })
  const moves = () => two.evaluate(() => Reflect.get(window, "moves"))
  const rename = (tab: Page) =>
    tab.evaluate(() => {
      const { users } = Reflect.get(window, "client")
      return users.update("me", { name: "Renamed" }).then(
        () => "saved",
        ({ code }: { code: string }) => code,
      )
    })
  await one.evaluate(() => Reflect.get(window, "client").auth.logout())
  await expect.poll(moves).toEqual([true])
  await signInTo(tabs, milo)
  await expect.poll(moves).toEqual([true, true])
  expect(await rename(two)).toBe("session_changed")
  expect((await db().user.findUniqueOrThrow({ where: { id: milo.id } })).name).not.toBe("Renamed")
  await two.evaluate(() => Reflect.get(window, "client").auth.adopt())
  expect(await rename(two)).toBe("saved")
  expect((await db().user.findUniqueOrThrow({ where: { id: milo.id } })).name).toBe("Renamed")
  await stop()
})

test("a tab whose exchange takes longer than the grace period keeps the other waiting – no false alarm (R-058)", async ({
  context,
  team,
}) => {
  test.slow()
  const server = await anotherServer({ REFRESH_GRACE_SECONDS: "2" })
  try {
    const person = await join(team.owner, "guest")
    const { tabs, stop } = await openApp(context, server.origin, "")
    await signInTo(tabs, person)
    const [slow] = tabs
    await slow?.route("**/auth/refresh", async (route) => {
      await new Promise((done) => setTimeout(done, 3_000))
      await route.continue()
    })
    for (let round = 0; round < 2; round++) expect(new Set(await wake(tabs))).toEqual(new Set(["fine"]))
    await expectSignedIn(person, tabs)
    await stop()
  } finally {
    await server.stop()
  }
})
