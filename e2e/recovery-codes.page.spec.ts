import { readFile } from "node:fs/promises"
import type { Page } from "@playwright/test"
import { Secret, TOTP } from "otpauth"
import { countMailsTo, expect, join, mailTo, test } from "./fixtures"
import { expectAccessible, personAt, signInAt, signOutAt } from "./pages"

const codesOn = async (page: Page) => ((await page.locator("pre").textContent()) ?? "").split("\n")

/** Turns two-factor authentication on with the link for phones, and returns the codes. */
async function turnOn(page: Page): Promise<string[]> {
  await page.goto("/profile/security")
  await page.getByRole("button", { name: "Set up" }).click()
  await page.waitForURL(/second-factor/)
  const link = page.getByRole("link", { name: "Open in authenticator app" })
  await expect(link).toBeVisible()
  const uri = new URL((await link.getAttribute("href")) ?? "")
  expect(uri.protocol).toBe("otpauth:")
  const secret = uri.searchParams.get("secret") ?? ""
  await expect(page.getByText(secret.match(/.{1,4}/g)?.join(" ") ?? "")).toBeVisible()
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  await page.getByLabel("Code from the app").fill(code)
  await page.getByRole("button", { name: "Turn on" }).click()
  await expect(page.getByText(/won't see them again/)).toBeVisible()
  return codesOn(page)
}

for (const scripts of [true, false])
  test(`a person on a phone sets up two-factor authentication, downloads the recovery codes and renews them, ${scripts ? "with" : "without"} JavaScript`, async ({
    browser,
    baseURL,
    team,
  }) => {
    test.slow()
    const person = await join(team.owner, "member")
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.setViewportSize({ width: 390, height: 844 })
    await signInAt(page, person.email, person.password)
    const old = await turnOn(page)
    expect(old).toHaveLength(10)
    const started = page.waitForEvent("download")
    await page.getByRole("link", { name: "Download" }).click()
    const download = await started
    expect(download.suggestedFilename()).toBe("recovery-codes.txt")
    const file = await readFile(await download.path(), "utf8")
    for (const code of old) expect(file).toContain(code)
    expect(file).toContain(person.email)
    if (scripts) {
      await expectAccessible(page)
      await expect(page.getByRole("button", { name: "Print" })).toBeEnabled()
    }

    await page.goto("/profile/security")
    const mails = await countMailsTo(person.email)
    await page.getByText("New recovery codes…").click()
    await page.getByRole("button", { name: "Create new codes" }).click()
    await expect(page.getByText("The old ones no longer work")).toBeVisible()
    const renewed = await codesOn(page)
    expect(renewed).toHaveLength(10)
    expect(renewed.filter((code) => old.includes(code))).toEqual([])
    await expect.poll(() => countMailsTo(person.email)).toBe(mails + 1)
    expect((await mailTo(person.email, "recovery_codes_renewed")).subject).toBe("You have new recovery codes")

    await page.goto("/profile")
    await signOutAt(page)
    await page.waitForURL(/\/login/)
    await page.getByLabel("Email").fill(person.email)
    await page.getByLabel("Password", { exact: true }).fill(person.password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL(/\/login\/code/)
    await page.getByLabel("Code").fill(old[0] ?? "")
    await page.getByRole("button", { name: "Sign in" }).click()
    await expect(page.getByText(/code is wrong/)).toBeVisible()
    await page.getByLabel("Code").fill(renewed[0] ?? "")
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL(/\/profile/)
    await context.close()
  })
