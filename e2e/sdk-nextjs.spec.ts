import type { BrowserContext, Page } from "@playwright/test"
import { seal, unseal } from "../sdk/nextjs/src/seal"
import { example, project, snippets, tool } from "./apps/apps"
import { freePort, type Running, startNode } from "./apps/processes"
import { origin } from "./document"
import { expect, good, join, newTenant, type Person, test } from "./fixtures"
import { newApp } from "./oidc"

const files = example("next")
const next = "next/dist/bin/next"
const secret = "a secret of the tests, for cookies"

test("a protected app is 3 files with 14 lines at most, as the README shows them", () => {
  const shown = snippets("nextjs").filter(({ file }) => file !== "")
  for (const { file, text } of shown) expect(files[file], file).toBe(text)
  const quick = shown.slice(0, 3)
  expect(quick.map(({ file }) => file)).toEqual(["proxy.ts", "app/auth/[...nanostack]/route.ts", "app/page.tsx"])
  const lines = quick.flatMap(({ text }) => text.split("\n")).filter((line) => !/^\s*($|\/\/)/.test(line))
  expect(lines.length).toBeLessThanOrEqual(14)
})

test.describe
  .serial("the example for Next.js", () => {
    let owner: Person
    let app: { id: string; secret: string | undefined }
    let running: Running | undefined
    const at = (path: string) => `${running?.url}${path}`

    test.beforeAll(async () => {
      test.setTimeout(300_000)
      owner = await newTenant()
      const port = await freePort()
      const redirect = `http://localhost:${port}/auth/callback`
      app = await newApp(owner, { redirect_uris: [redirect] })
      const folder = project(files, ["next", "react", "react-dom", "typescript", "@types/react", "@types/node"])
      tool(folder, next, "build", "--webpack")
      const env = {
        NANOSTACK_ISSUER: origin(),
        NANOSTACK_CLIENT_ID: app.id,
        NANOSTACK_CLIENT_SECRET: String(app.secret),
        NANOSTACK_REDIRECT_URI: redirect,
        NANOSTACK_COOKIE_SECRET: secret,
      }
      running = await startNode(folder, [`node_modules/${next}`, "start", "--port", "PORT"], env, port)
    })
    test.afterAll(() => running?.stop())

    async function signIn(page: Page, { email, password }: Person): Promise<void> {
      await page.getByLabel("Email").fill(email)
      await page.getByLabel("Password", { exact: true }).fill(password)
      await page.getByRole("button", { name: "Sign in" }).click()
      await page.waitForURL((url) => url.origin !== origin())
    }

    test("an admin signs in, comes back, uses what needs a permission, and signs out", async ({ page }) => {
      await page.goto(at("/invite?team=1"))
      await signIn(page, owner)
      await page.waitForURL(at("/invite?team=1"))
      await page.getByLabel("Email").fill("newcomer@example.com")
      await page.getByRole("button", { name: "Invite" }).click()
      await expect(page.getByRole("status")).toHaveText(`Invited newcomer@example.com (${owner.id})`)
      await page.goto(at("/hello"))
      await expect(page.getByRole("heading")).toHaveText(`Hello, ${owner.name}, who can invite`)
      await expect(page.getByRole("link", { name: "Invite someone" })).toBeVisible()
      await page.goto(at("/"))
      await expect(page.getByRole("heading")).toHaveText(`Welcome, ${owner.name}`)
      const before = await page.context().cookies(at("/"))
      for (const { httpOnly, sameSite } of ours(before)) expect([httpOnly, sameSite]).toEqual([true, "Lax"])
      await page.getByRole("button", { name: "Sign out" }).click()
      // Nothing of the session works any longer: neither in this browser nor where its cookies were copied.
      await expect(page.getByRole("heading")).toHaveText(/^Continue as/)
      expect(ours(await page.context().cookies(at("/"))).filter(({ name }) => !/attempt|left/.test(name))).toEqual([])
      await page.context().addCookies(before)
      // A confirmation counts for a second.
      await expect.poll(async () => (await page.request.get(at("/api/me"))).status()).toBe(401)
    })

    test("a member has access to what is theirs, and sees nothing of what needs a permission", async ({ page }) => {
      const member = await join(owner, "guest")
      expect((await page.request.get(at("/api/me"))).status()).toBe(401)
      await page.goto(at("/"))
      await signIn(page, member)
      await expect(page.getByRole("heading")).toHaveText(`Welcome, ${member.name}`)
      expect((await page.goto(at("/invite")))?.status()).toBe(404)
      await page.goto(at("/hello"))
      await expect(page.getByRole("heading")).toHaveText(`Hello, ${member.name}, who can't invite`)
      await expect(page.getByRole("link", { name: "Invite someone" })).toBeHidden()
      expect(await (await page.request.get(at("/api/me"))).json()).toEqual({ id: member.id, role: "guest" })
      expect((await page.request.post(at("/api/me"))).status()).toBe(403)
      // Suspended: the next page is refused within seconds, without a sign-out.
      good(await owner.send(`PUT /organizations/${owner.organizationId}/users/${member.id}`, { status: "suspended" }))
      await expect.poll(async () => (await page.request.get(at("/api/me"))).status(), { timeout: 3_000 }).toBe(401)
      await page.goto(at("/"))
      await expect(page).not.toHaveURL(at("/"))
    })

    test("two tabs sign in at the same time; a response to no attempt, and a second use, sign no one in", async ({
      page,
      context,
    }) => {
      const member = await join(owner, "member")
      const tab = await context.newPage()
      await page.goto(at("/?tab=1"))
      await tab.goto(at("/?tab=2"))
      const [request] = await Promise.all([
        page.waitForRequest((one) => one.url().startsWith(at("/auth/callback"))),
        signIn(page, member),
      ])
      await page.waitForURL(at("/?tab=1"))
      await tab.goto(at("/auth/sign-in?return_to=/?tab=2"))
      await tab.waitForURL(at("/?tab=2"))
      const again = await page.request.get(request.url(), { maxRedirects: 0 })
      expect(again.status()).toBe(400)
      for (const query of ["", "?code=abc&state=unknown", "?error=access_denied&state=unknown"])
        expect((await page.request.get(at(`/auth/callback${query}`))).status(), query).toBe(400)
      await page.reload()
      await expect(page.getByRole("heading")).toHaveText(`Welcome, ${member.name}`)
      expect(
        (await page.request.post(at("/auth/sign-out"), { headers: { "sec-fetch-site": "cross-site" } })).status(),
      ).toBe(403)
    })

    test("the session is renewed before its token expires, by one exchange of concurrent requests", async ({
      page,
      context,
    }) => {
      const member = await join(owner, "member")
      await page.goto(at("/"))
      await signIn(page, member)
      await expect(page.getByRole("heading")).toHaveText(`Welcome, ${member.name}`)
      const first = await content(context)
      await keep(context, { ...first, renew_at: 0 })
      const responses = await Promise.all([1, 2, 3].map(() => page.request.get(at("/api/me"))))
      expect(responses.map((response) => response.status())).toEqual([200, 200, 200])
      const second = await content(context)
      expect(second.access_token).not.toBe(first.access_token)
      expect(second.sid).toBe(first.sid)
      await page.reload()
      await expect(page.getByRole("heading")).toHaveText(`Welcome, ${member.name}`)
      // Ended elsewhere: the exchange is refused, and the cookies are removed.
      good(await owner.send(`DELETE /organizations/${owner.organizationId}/users/${member.id}`))
      await keep(context, { ...second, renew_at: 0 })
      expect((await page.request.get(at("/api/me"))).status()).toBe(401)
      expect(ours(await context.cookies(at("/")))).toEqual([])
    })

    const ours = (cookies: Awaited<ReturnType<BrowserContext["cookies"]>>) =>
      cookies.filter(({ name }) => name.startsWith(`nanostack-${app.id}`))

    type Content = { sid: string; access_token: string; renew_at: number }

    async function content(context: BrowserContext): Promise<Content> {
      const cookies = ours(await context.cookies(at("/")))
      const id = cookies.find(({ name }) => name === `nanostack-${app.id}`)?.value ?? ""
      const { value = "" } = cookies.find(({ name }) => name.endsWith(`${id}.0`)) ?? {}
      const found = await unseal<Content>(`session ${id}`, value, [secret])
      if (!found) throw new Error("no session")
      return found
    }

    /** Replaces the content of a session's cookie. */
    async function keep(context: BrowserContext, changed: Content): Promise<void> {
      const cookies = ours(await context.cookies(at("/")))
      const id = cookies.find(({ name }) => name === `nanostack-${app.id}`)?.value ?? ""
      const value = await seal(`session ${id}`, changed, 600, [secret])
      await context.addCookies([
        { name: `nanostack-${app.id}.${id}.0`, value, url: at("/"), httpOnly: true, sameSite: "Lax" },
      ])
    }
  })
