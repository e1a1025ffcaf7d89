import { Secret, TOTP } from "otpauth"
import { callerOfAccessToken } from "../lib/core/identity/token-caller"
import { beginSecondFactor, confirmSecondFactor } from "../lib/second-factor/set-up"
import { api, expect, join, test } from "./fixtures"
import { expectAccessible, personAt, signInAt } from "./pages"

for (const scripts of [true, false])
  test(`a tenant admin resets a member's lost two-factor authentication, ${scripts ? "with" : "without"} JavaScript`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const person = await join(team.owner, "member")
    const me = await callerOfAccessToken(person.token)
    const secret = Secret.fromBase32((await beginSecondFactor(me)).secret)
    await confirmSecondFactor(me, new TOTP({ secret }).generate())
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, team.owner.email, team.owner.password)
    await page.goto(`/members/${person.id}?org=${team.organizationId}`)
    await page.getByText("Reset two-factor authentication…").click()
    const form = page.locator("details", { hasText: "Reset two-factor authentication…" })
    await form.getByLabel("Password", { exact: true }).fill("not the password")
    await form.getByRole("button", { name: "Reset two-factor authentication" }).click()
    await expect(page.getByText("The password is incorrect.")).toBeVisible()
    await form.getByLabel("Password", { exact: true }).fill(team.owner.password)
    await form.getByRole("button", { name: "Reset two-factor authentication" }).click()
    await expect(page.getByText("Two-factor authentication is off, and their sessions have ended.")).toBeVisible()
    if (scripts) await expectAccessible(page)
    const body = { email: person.email, password: person.password }
    expect((await api("POST /auth/login", { body })).status).toBe(200)
    await context.close()
  })

test("an organization's admin is not offered to reset two-factor authentication", async ({
  browser,
  baseURL,
  team,
}) => {
  const { context, page } = await personAt(browser, baseURL)
  await signInAt(page, team.admin.email, team.admin.password)
  await page.goto(`/members/${team.member.id}?org=${team.organizationId}`)
  await expect(page.getByText("Remove…")).toBeVisible()
  await expect(page.getByText("Reset two-factor authentication…")).toHaveCount(0)
  await context.close()
})
