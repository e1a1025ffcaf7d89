import { expect, join, test } from "./fixtures"
import { fieldsOf, personAt, sendFrom, signInAt } from "./pages"

const outside = [
  "//e.test",
  "/\\e.test",
  "https:e.test",
  "https://e.test",
  "http://localhost.e.test",
  "http://localhost@e.test",
  "@e.test",
  ".e.test",
  "/%2f%2fe.test",
  "/%09/e.test",
  "/\t/e.test",
  "/.//e.test",
  "javascript:alert(1)",
  "data:text/html,x",
  "http://localhost:30001",
]

test("NextAuth's session endpoint returns two IDs, whatever the page sends", async ({ page, team }) => {
  await signInAt(page, team.member.email, team.member.password)
  const session = async () => (await page.request.get("/api/auth/session")).json()
  const known = { userId: team.member.id, sessionId: expect.stringMatching(/^ses_/), expires: expect.any(String) }
  expect(await session()).toEqual(known)
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json()
  const data = { csrfToken, data: { userId: team.owner.id, sub: team.owner.id, role: "tenant_admin" } }
  await page.request.post("/api/auth/session", { data })
  expect(await session()).toEqual(known)
})

test("a forged return path never leads to another site (S-034)", async ({ browser, baseURL, team }) => {
  test.slow()
  const { context, page } = await personAt(browser, baseURL, false)
  for (const next of outside) {
    await page.goto(`/login?next=${encodeURIComponent(next)}`)
    await page.getByLabel("Email").fill(team.member.email)
    await page.getByLabel("Password", { exact: true }).fill(team.member.password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL((url) => url.pathname !== "/login", { waitUntil: "commit" })
    expect(new URL(page.url()).origin, next).toBe(String(baseURL))
    // Signed-in visitors are redirected immediately.
    const sent = await page.request.get(`/login?next=${encodeURIComponent(next)}`, { maxRedirects: 0 })
    expect(sent.status(), next).toBeGreaterThanOrEqual(300)
    expect(new URL(String(sent.headers().location), baseURL).origin, next).toBe(String(baseURL))
    await context.clearCookies()
  }
  await context.close()
})

test("NextAuth's own return paths never lead to another site (S-034)", async ({ request, baseURL }) => {
  for (const callbackUrl of outside)
    for (const path of ["signin", "signout", "error", "signin/credentials"]) {
      const query = new URLSearchParams({ callbackUrl })
      const { headers, status } = await follow(`/api/auth/${path}?${query}`)
      expect(status, path).toBeLessThan(500)
      const to = headers.location ?? "/"
      expect(new URL(to, baseURL).origin, `${path} ${callbackUrl}`).toBe(String(baseURL))
    }

  async function follow(path: string) {
    const answer = await request.get(path, { maxRedirects: 0 })
    return { headers: answer.headers(), status: answer.status() }
  }
})

test("NextAuth's built-in sign-in endpoints let no one in", async ({ page, team }) => {
  const form = { email: team.member.email, password: team.member.password, json: "true" }
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json()
  const answer = await page.request.post("/api/auth/callback/credentials", { form: { ...form, csrfToken } })
  expect(answer.headersArray().filter(({ value }) => value.includes("nanostack.session=ey"))).toEqual([])
  await page.goto("/profile")
  await expect(page).toHaveURL(/\/login/)
})

test("a form sent from another site changes nothing, the same form from this site does (S-009)", async ({
  browser,
  baseURL,
  team,
}) => {
  const person = await join(team.owner, "member")
  const { context, page } = await personAt(browser, baseURL, false)
  await signInAt(page, person.email, person.password)
  await page.goto("/profile")
  const own = page.getByLabel("Name", { exact: true })
  const before = await own.inputValue()
  const fields = await fieldsOf(page.locator("form").filter({ has: own }))
  async function post(origin: string, site: string, name: string) {
    await sendFrom(page, { ...fields, name }, origin, site)
    await page.goto("/profile")
    return own.inputValue()
  }
  expect(await post("https://evil.test", "cross-site", "Changed by evil")).toBe(before)
  expect(await post("null", "cross-site", "Changed by nobody")).toBe(before)
  expect(await post("null", "same-site", "Changed by a neighbour")).toBe(before)
  expect(await post(String(baseURL), "same-origin", "Changed from here")).toBe("Changed from here")
  await context.close()
})
