import { expect, join, test } from "./fixtures"
import { personAt, sessionCookie, signInAt } from "./pages"

const outside = ["//e.test", "/\\e.test", "https://e.test", "javascript:alert(1)", "/%09/e.test", "https:e.test"]

for (const scripts of [true, false])
  test(`a person signs in, edits their profile and signs out; their old cookie is refused, ${scripts ? "with" : "without"} JavaScript`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const person = await join(team.owner, "member")
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, person.email, person.password)
    const cookie = await sessionCookie(context)
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" })
    await page.goto("/profile")
    await page.getByLabel("Name", { exact: true }).fill("Nora Newname")
    await page.getByRole("button", { name: "Save" }).first().click()
    await expect(page.getByText("Nora Newname").first()).toBeVisible()
    await page.reload()
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Nora Newname")
    await page.getByRole("button", { name: "Sign out" }).click()
    await page.waitForURL(/\/login/)
    if (cookie) await context.addCookies([cookie])
    await page.goto("/profile")
    await expect(page).toHaveURL(/\/login/)
    expect(await (await context.request.get("/api/auth/session")).json()).toEqual({})
    await context.close()
  })

test("a stranger hears the same for a wrong password and an unknown address, and keeps what they typed", async ({
  page,
  team,
}) => {
  const said: (string | null)[] = []
  for (const email of [team.member.email, "nobody-at-all@example.com"]) {
    await page.goto("/login")
    await page.getByLabel("E-mail").fill(email)
    await page.getByLabel("Password", { exact: true }).fill("not-the-password")
    await page.getByRole("button", { name: "Sign in" }).click()
    const message = page.getByText(/address or the password is wrong/)
    await expect(message).toBeVisible()
    said.push(await message.textContent())
    await expect(page.getByLabel("E-mail")).toHaveValue(email)
  }
  expect(said[0]).toBe(said[1])
})

test("a visitor comes back to where they were headed", async ({ page, team }) => {
  await page.goto(`/members?org=${team.organizationId}&q=ada`)
  await expect(page).toHaveURL(/\/login\?next=/)
  await page.getByLabel("E-mail").fill(team.admin.email)
  await page.getByLabel("Password", { exact: true }).fill(team.admin.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL(/\/members/)
  expect(new URL(page.url()).searchParams.get("q")).toBe("ada")
})

test("a forged way back never leads to another site (S-034)", async ({ browser, baseURL, team }) => {
  for (const next of outside) {
    const { context, page } = await personAt(browser, baseURL, false)
    await page.goto(`/login?next=${encodeURIComponent(next)}`)
    await page.getByLabel("E-mail").fill(team.member.email)
    await page.getByLabel("Password", { exact: true }).fill(team.member.password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL((url) => url.pathname !== "/login")
    expect(new URL(page.url()).origin, next).toBe(String(baseURL))
    await context.close()
  }
})

test("nobody gets in by the doors that NextAuth brings along", async ({ page, team }) => {
  const form = { email: team.member.email, password: team.member.password, json: "true" }
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json()
  const answer = await page.request.post("/api/auth/callback/credentials", { form: { ...form, csrfToken } })
  expect(answer.headersArray().filter(({ value }) => value.includes("nanostack.session=ey"))).toEqual([])
  await page.goto("/profile")
  await expect(page).toHaveURL(/\/login/)
})

test("a form sent from another site changes nothing, the same form from here does (S-009)", async ({
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
  const controls = await page.locator("form").filter({ has: own }).locator("input[name], textarea[name]").all()
  const fields = await Promise.all(
    controls.map(async (control) => [String(await control.getAttribute("name")), await control.inputValue()] as const),
  )
  const address = page.url()
  async function post(origin: string, site: string, name: string) {
    const multipart = { ...Object.fromEntries(fields), name }
    await context.request.post(address, {
      multipart,
      headers: { origin, "sec-fetch-site": site },
      failOnStatusCode: false,
    })
    await page.goto("/profile")
    return own.inputValue()
  }
  expect(await post("https://evil.test", "cross-site", "Changed by evil")).toBe(before)
  expect(await post("null", "cross-site", "Changed by nobody")).toBe(before)
  expect(await post("null", "same-site", "Changed by a neighbour")).toBe(before)
  expect(await post(String(baseURL), "same-origin", "Changed from here")).toBe("Changed from here")
  await context.close()
})
