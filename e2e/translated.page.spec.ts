import type { Page } from "@playwright/test"
import { ensureAccount } from "../lib/accounts/service"
import { addMembership } from "../lib/memberships/add"
import { transaction } from "./database"
import { expect, newAddress, newTenant, test } from "./fixtures"
import { signInAt } from "./pages"

/** Changes the page as browser translation does: replaces each text by elements. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement?.closest("script, style, textarea")) continue
      const [outer, inner] = [document.createElement("font"), document.createElement("font")]
      inner.textContent = `«${text.data}»`
      outer.append(inner)
      text.replaceWith(outer)
    }
  })

test("on a page that the browser has translated, the second error is the one shown (U-12)", async ({ page }) => {
  await page.goto("/login")
  // By name: their labels are translated too.
  const [email, password] = [page.locator("[name=email]"), page.locator("[name=password]")]
  const send = page.getByRole("button", { name: "Sign in", exact: true })
  await email.fill(newAddress())
  await password.fill("wrong password")
  await send.click()
  const alert = page.getByRole("alert").filter({ hasText: /\S/ }).first()
  await expect(alert).toBeVisible()
  const first = String(await alert.textContent()).trim()
  await translate(page)
  await expect(alert).toContainText(`«${first}»`)
  await page.goto("/register")
  await page.locator("[name=name]").fill("Nora Newcomer")
  await email.fill(newAddress())
  await password.fill("short")
  const wrong = page.locator("[id$='-error']").filter({ hasText: /\S/ }).first()
  await page.locator("form", { has: password }).locator("[type=submit], button:not([type])").last().click()
  await expect(wrong).toBeVisible()
  await translate(page)
  await password.fill("password123")
  await page.locator("form", { has: password }).locator("[type=submit], button:not([type])").last().click()
  await expect(wrong).not.toContainText("«")
})

test("on a page that the browser has translated, the number of results is updated (U-12, U-14, U-25)", async ({
  page,
}) => {
  const owner = await newTenant()
  const { tenantId, organizationId } = owner
  await transaction(async (tx) => {
    for (const name of ["Łukasz Żółw", "王小明", "Quimby Adler"]) {
      const address = newAddress("filler")
      const { id: userId } = await ensureAccount(tx, address)
      await addMembership(tx, {
        tenantId,
        organizationId,
        userId,
        email: address,
        name,
        role: "member",
        status: "active",
      })
    }
  })
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/members?org=${organizationId}`)
  await expect(page.getByText("4 people")).toBeVisible()
  await translate(page)
  const search = page.getByRole("searchbox")
  await search.fill("lukasz")
  await expect(page.getByRole("row", { name: "Łukasz Żółw" })).toBeVisible()
  await expect(page.getByText("4 people")).toHaveCount(0)
  await search.fill("小明")
  await expect(page.getByRole("row", { name: "王小明" })).toBeVisible()
  await search.fill("quimbi")
  await page.getByRole("link", { name: "Quimby Adler" }).click()
  await expect(page.getByRole("row", { name: "Quimby Adler" })).toBeVisible()
})
