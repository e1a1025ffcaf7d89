import { api, expect, join, mailTo, newAddress, password, register, test } from "./fixtures"
import { expectAccessible, followMail, personAt } from "./pages"

const words = (scripts: boolean) => `${scripts ? "with" : "without"} JavaScript`

for (const scripts of [true, false]) {
  test(`the owner of an address sees who registered it, refuses, and registers themselves, ${words(scripts)} (N-13)`, async ({
    browser,
    baseURL,
  }) => {
    const name = `Mallory ${"Longname".repeat(7)}`
    const squatter = await register({ name })
    expect((await mailTo(squatter.email, "verify_email")).text).toContain(`“${name}”`)
    const { context, page } = await personAt(browser, baseURL, scripts)
    await followMail(page, squatter.email, "verify_email")
    const main = page.getByRole("main")
    await expect(main).toContainText(name)
    await expect(main).toContainText(squatter.email)
    await expect(main).toContainText(/Registered\s*\d{1,2} \w+ \d{4}, \d\d:\d\d UTC/)
    await expect(page.getByText("everything that was done with it ends")).toBeHidden()
    await page.getByText("This was not me…").click()
    await expect(page.getByText("everything that was done with it ends")).toBeVisible()
    if (scripts) await expectAccessible(page)
    await page.getByRole("button", { name: "This was not me: close it" }).click()
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The account is closed")
    if (scripts) await expectAccessible(page)
    expect((await squatter.send("GET /users/me")).outcome).toBe("401 invalid_token")
    await page.getByRole("link", { name: "Create one" }).click()
    await page.getByLabel("Your name").fill("Olga Owner")
    await page.getByLabel("E-mail").fill(squatter.email)
    await page.getByLabel("Password", { exact: true }).fill(password)
    await page.getByRole("button", { name: "Create account" }).click()
    await page.waitForURL(/\/profile/)
    await followMail(page, squatter.email, "verify_email")
    await page.getByRole("button", { name: "Verify my address" }).click()
    await expect(page.getByText("Your address is verified")).toBeVisible()
    await context.close()
  })

  test(`the owner of an address refuses that an account uses it, which stays as it was, ${words(scripts)} (N-13)`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const person = await join(team.owner, "member", { name: "Chandra Changer" })
    const email = newAddress("theirs")
    expect((await person.send("POST /users/me/email", { email, password })).status).toBe(202)
    const { context, page } = await personAt(browser, baseURL, scripts)
    await followMail(page, email, "confirm_email")
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm this address")
    await expect(page.getByText("The account “Chandra Changer” asks to use this address.")).toBeVisible()
    await page.getByText("This was not me…").click()
    await page.getByRole("button", { name: "This was not me: refuse it" }).click()
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The change is refused")
    expect((await person.send("GET /users/me")).data).toMatchObject({ email: person.email })
    await followMail(page, email, "confirm_email")
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link does not work")
    await context.close()
  })
}

test("whoever registered and refuses their own registration is signed out, in German too", async ({ page }) => {
  const email = newAddress()
  await page.goto("/register")
  await page.getByRole("button", { name: "Deutsch" }).click()
  await page.getByLabel("Ihr Name").fill("Olga Owner")
  await page.getByLabel("E-Mail").fill(email)
  await page.getByLabel("Passwort", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Konto anlegen" }).click()
  await page.waitForURL(/\/profile/)
  await followMail(page, email, "verify_email")
  await page.getByText("Das war ich nicht …").click()
  await page.getByRole("button", { name: "Das war ich nicht: schließen" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Das Konto ist geschlossen")
  await page.goto("/profile")
  await expect(page).toHaveURL(/\/login/)
  expect((await api("POST /auth/login", { body: { email, password } })).outcome).toBe("401 invalid_credentials")
})
