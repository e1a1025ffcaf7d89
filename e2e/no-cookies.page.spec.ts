import type { Page } from "@playwright/test"
import { api, expect, good, mailTo, newTenant, type Person, register, test } from "./fixtures"
import { fieldsOf, signInAt } from "./pages"

/** Submits fields without cookies, as from a browser that stores none, and opens the page it gets. */
async function sendWithout(page: Page, fields: Record<string, string>, cookie = "") {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  const headers = { origin: new URL(page.url()).origin, "sec-fetch-site": "same-origin", ...(cookie && { cookie }) }
  return fetch(page.url(), { method: "POST", body, headers, redirect: "manual" })
}

const cookiesOf = (response: Response) => response.headers.getSetCookie().map((one) => one.split(";")[0])

async function close(person: Person) {
  good(await person.send("DELETE /users/me", { password: person.password, delete_organizations: true }))
}

test("a browser that blocks cookies gets a message, and one that lost them signs in at the next attempt (U-11)", async ({
  browser,
  baseURL,
  team,
}) => {
  const context = await browser.newContext({ baseURL: String(baseURL), javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto("/login")
  expect((await context.cookies()).map(({ name }) => name)).toContain("nanostack.probe")
  const fields = await fieldsOf(page.locator("main form").first())
  const filled = { ...fields, email: team.guest.email, password: team.guest.password }
  const refused = await sendWithout(page, filled)
  expect(await refused.text()).toContain("Your browser blocks cookies. Allow cookies for")
  expect(cookiesOf(refused).join()).not.toContain("session")
  const [probe = ""] = cookiesOf(refused)
  const signedIn = await sendWithout(page, filled, probe)
  expect([signedIn.status, cookiesOf(signedIn).join()]).toEqual([303, expect.stringContaining("session")])
  await context.close()
})

test("an emailed link works in a browser that blocks cookies: the token stays in the URL (U-11)", async () => {
  const person = await register()
  good(await api("POST /auth/password/forgot", { body: { email: person.email } }))
  for (const [template, says] of [
    ["reset_password", "Choose a new password"],
    ["verify_email", "Verify your email"],
  ] as const) {
    const { link, token } = await mailTo(person.email, template)
    const first = await fetch(link, { redirect: "manual" })
    expect([first.status, first.headers.get("location")]).toEqual([
      303,
      expect.stringContaining(`token=${token}&try=1`),
    ])
    const second = await fetch(new URL(String(first.headers.get("location")), link), { redirect: "manual" })
    expect(second.status).toBe(200)
    expect(second.headers.get("referrer-policy")).toBe("no-referrer")
    expect(await second.text()).toContain(`<h1`)
    const third = await fetch(new URL(String(first.headers.get("location")), link))
    expect(await third.text()).toContain(says)
  }
})

test("a person whose session has ended gets a message, and the first field is focused (U-18, U-22)", async ({
  page,
}) => {
  const owner = await newTenant()
  await page.goto("/login")
  await expect(page.getByLabel("Email")).toBeFocused()
  await signInAt(page, owner.email, owner.password)
  const change = { current_password: owner.password, new_password: "another correct horse" }
  good(await owner.send("PUT /users/me/password", change))
  await page.goto("/members")
  expect(page.url()).toContain("/login?next=")
  await expect(page.getByRole("status")).toHaveText("Your session has ended. Sign in again to continue.")
})

test("a closed account that a sign-in restores shows when it would have been deleted (U-18)", async ({ page }) => {
  const owner = await newTenant()
  await close(owner)
  await signInAt(page, owner.email, owner.password)
  await expect(
    page.getByText(/^Welcome back\. Your account was scheduled for deletion on .* \d{4}; it's active again\.$/),
  ).toBeVisible()
})

test("password managers find the page that changes the password (U-18)", async ({ baseURL }) => {
  const { status, headers } = await fetch(`${baseURL}/.well-known/change-password`, { redirect: "manual" })
  expect([status, headers.get("location")]).toEqual([302, "/profile/security"])
})
