import { newAddress, password, register, test } from "./fixtures"
import { expectAccessible, personAt, signInAt } from "./pages"
import { anotherServer } from "./servers"

for (const scripts of [true, false])
  test(`a person accepts the terms at registration, and those of before are asked first, ${scripts ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    test.slow()
    const old = await register()
    const server = await anotherServer({ TERMS_URL: "https://example.com/terms", TERMS_VERSION: "2026-1" })
    try {
      const newcomer = await personAt(browser, server.origin, scripts)
      await newcomer.page.setViewportSize({ width: 390, height: 844 })
      await newcomer.page.goto("/register")
      await newcomer.page.getByLabel("Your name").fill("Tessa Terms")
      await newcomer.page.getByLabel("Email").fill(newAddress())
      await newcomer.page.getByLabel("Password", { exact: true }).fill(password)
      if (scripts) await expectAccessible(newcomer.page)
      await newcomer.page.getByLabel("I accept the terms of service").check()
      await newcomer.page.getByRole("button", { name: "Create account" }).click()
      await newcomer.page.waitForURL(/\/(overview|profile)/)
      await newcomer.context.close()

      const { context, page } = await personAt(browser, server.origin, scripts)
      await signInAt(page, old.email, old.password)
      await page.goto(`/members?org=${old.organizationId}`)
      await page.waitForURL(/\/terms/)
      if (scripts) await expectAccessible(page)
      await page.getByRole("link", { name: "export your data or close your account" }).click()
      await page.waitForURL(/\/profile\/data/)
      await page.goto(`/members?org=${old.organizationId}`)
      await page.getByRole("button", { name: "Accept and continue" }).click()
      await page.waitForURL(/\/members/)
      await page.goto("/profile")
      await page.waitForURL(/\/profile/)
      await context.close()
    } finally {
      await server.stop()
    }
  })
