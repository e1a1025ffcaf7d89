import { Secret, TOTP } from "otpauth"
import { expect, join, test } from "./fixtures"
import { callback, newApp, request } from "./oidc"
import { expectAccessible, personAt, signInAt } from "./pages"

test("an application that requires two-factor authentication leads through its setup and back, and later asks for a code", async ({
  browser,
  baseURL,
  team,
}) => {
  test.slow()
  const app = await newApp(team.owner)
  const person = await join(team.owner, "member")
  const { context, page } = await personAt(browser, baseURL)
  await context.route(`${callback}**`, (route) => route.fulfill({ body: "Shop" }))
  await signInAt(page, person.email, person.password)
  const asked = { acr_values: "urn:nanostack:acr:2" }
  await page.goto(request(app, asked).path)
  await expectAccessible(page)
  await page.getByRole("link", { name: "Set up two-factor authentication" }).click()
  await page.waitForURL(/\/profile\/second-factor/)
  const shown = await page.locator("code").first().textContent()
  const secret = Secret.fromBase32(String(shown).replaceAll(" ", ""))
  const totp = new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret })
  await page.getByLabel("Code from the app").fill(totp.generate({ timestamp: Date.now() - 30_000 }))
  await page.getByRole("button", { name: "Turn on" }).click()
  await page.getByRole("link", { name: "Continue", exact: true }).click()
  await page.waitForURL(/localhost:3191\/callback\?code=/)
  await page.goto(request(app, { ...asked, prompt: "login" }).path)
  await expectAccessible(page)
  await page.getByLabel("Your password", { exact: true }).fill(person.password)
  await page.getByLabel("Code").fill("aaaaa-aaaaa")
  await page.getByRole("button", { name: "Continue" }).click()
  await expect(page.getByText(/code is wrong/)).toBeVisible()
  await page.getByLabel("Your password", { exact: true }).fill(person.password)
  await page.getByLabel("Code").fill(totp.generate())
  await page.getByRole("button", { name: "Continue" }).click()
  await page.waitForURL(/localhost:3191\/callback\?code=/)
  await context.close()
})
