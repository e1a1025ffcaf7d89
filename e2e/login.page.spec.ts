import { expect, join, test } from "./fixtures"
import { personAt, sessionCookie, signInAt, signOutAt } from "./pages"

for (const scripts of [true, false])
  test(`a person signs in, edits their profile and signs out; their old cookie is rejected, ${scripts ? "with" : "without"} JavaScript`, async ({
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
    await signOutAt(page)
    await page.waitForURL(/\/login/)
    if (cookie) await context.addCookies([cookie])
    await page.goto("/profile")
    await expect(page).toHaveURL(/\/login/)
    expect(await (await context.request.get("/api/auth/session")).json()).toEqual({})
    await context.close()
  })

test("a person who signed out sees nothing private by going back", async ({ page, team }) => {
  await signInAt(page, team.admin.email, team.admin.password)
  await page.goto(`/members?org=${team.organizationId}`)
  await expect(page.getByText(team.member.email)).toBeVisible()
  await signOutAt(page)
  await expect(page.getByText("You're signed out.")).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/\/login\?next=/)
  await expect(page.getByText(team.member.email)).toHaveCount(0)
})

test("a visitor gets the same error for a wrong password and an unknown address, and keeps the typed values", async ({
  page,
  team,
}) => {
  const said: (string | null)[] = []
  for (const email of [team.member.email, "nobody-at-all@example.com"]) {
    await page.goto("/login")
    await page.getByLabel("Email").fill(email)
    await page.getByLabel("Password", { exact: true }).fill("not-the-password")
    await page.getByRole("button", { name: "Sign in" }).click()
    const message = page.getByText(/email or password is wrong/)
    await expect(message).toBeVisible()
    said.push(await message.textContent())
    await expect(page.getByLabel("Email")).toHaveValue(email)
  }
  expect(said[0]).toBe(said[1])
})

test("a visitor returns to the page they were going to", async ({ page, team }) => {
  await page.goto(`/members?org=${team.organizationId}&q=ada`)
  await expect(page).toHaveURL(/\/login\?next=/)
  await page.getByLabel("Email").fill(team.admin.email)
  await page.getByLabel("Password", { exact: true }).fill(team.admin.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL(/\/members/)
  expect(new URL(page.url()).searchParams.get("q")).toBe("ada")
})
