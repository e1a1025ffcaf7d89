import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { expect, invite, join, newAddress, test } from "./fixtures"
import { fieldsOf, personAt, sendFrom, signInAt } from "./pages"
import { anotherServer } from "./servers"

test("a form of one server is accepted by another, and so are its sessions and its emailed links (R-076, R-093)", async ({
  browser,
  baseURL,
  team,
}) => {
  test.slow()
  const person = await join(team.owner, "member")
  const other = await anotherServer()
  const { context, page } = await personAt(browser, baseURL, false)
  try {
    // Browsers send cookies to every port of a host, as to every server behind a load balancer.
    await signInAt(page, person.email, person.password)
    await page.goto("/profile")
    const own = page.getByLabel("Name", { exact: true })
    const fields = await fieldsOf(page.locator("form").filter({ has: own }))
    await page.goto(`${other.origin}/profile`)
    await expect(own).toHaveValue(fields.name ?? "")
    await sendFrom(page, { ...fields, name: "Sent to the other" }, other.origin, "same-origin")
    await page.goto("/profile")
    await expect(own).toHaveValue("Sent to the other")
    await context.clearCookies({ name: /session/ })
    const { token } = await invite(team.owner, newAddress())
    await page.goto(`/invites/${token}`)
    await page.goto(other.origin + new URL(page.url()).pathname)
    await page.getByRole("button", { name: "Decline" }).click()
    await expect(page.getByRole("heading", { name: "This invitation was declined" })).toBeVisible()
  } finally {
    await context.close()
    await other.stop()
  }
})

test("server actions have the same names in every build, so that a form survives a new version (R-076)", () => {
  const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"))
  expect(manifest.encryptionKey).toBe(createHash("sha256").update("nanostack server actions").digest("base64"))
})
