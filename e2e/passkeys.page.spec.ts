import type { CDPSession, Page } from "@playwright/test"
import { expect, newTenant, type Person, test } from "./fixtures"
import { expectAccessible, letProofAge, personAt, signInAt, signOutAt } from "./pages"

/** Chromium's virtual authenticator, which confirms every request without a click. */
async function deviceOf(page: Page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send("WebAuthn.enable")
  const add = async (more: object = {}) => {
    const options = {
      protocol: "ctap2" as const,
      transport: "internal" as const,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...more,
    }
    return (await cdp.send("WebAuthn.addVirtualAuthenticator", { options })).authenticatorId
  }
  return { cdp, add, id: await add() }
}

const keys = async (cdp: CDPSession, authenticatorId: string) =>
  (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials

/** Lets the authenticator confirm, or wait as for a touch, so that the sign-in page's suggestions wait. */
const answering = (cdp: CDPSession, authenticatorId: string, enabled: boolean) =>
  cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled })

/** A browser that doesn't suggest passkeys: they are used by the button. */
const withoutSuggestions = (page: Page) =>
  page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false
  })

/** Signs in by password and adds a passkey in the profile. */
async function addPasskey(page: Page, person: Person): Promise<void> {
  await signInAt(page, person.email, person.password)
  await page.goto("/profile/security")
  await page.getByRole("button", { name: "Add a passkey" }).click()
  await expect(page.getByText("Passkey added.")).toBeVisible()
}

const list = (page: Page) => page.getByRole("list", { name: "Passkeys" }).getByRole("listitem")

test("a person adds a passkey, signs in with the button, confirms with it, renames and removes it", async ({
  page,
}) => {
  const person = await newTenant()
  await withoutSuggestions(page)
  await page.goto("/login")
  await deviceOf(page)
  await addPasskey(page, person)
  await expect(list(page)).toHaveCount(1)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Add a passkey" }).click()
  await expect(page.getByText(/already has a passkey/)).toBeVisible()

  await signOutAt(page)
  await page.waitForURL(/\/login/)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Use a passkey" }).click()
  await page.waitForURL((url) => url.pathname !== "/login")

  await letProofAge(person)
  await page.goto("/profile/second-factor")
  await page.getByRole("button", { name: "Use a passkey" }).click()
  // The proof is the session's: the page goes on to the next step.
  await expect(page.getByRole("img", { name: /QR/ })).toBeVisible()

  await page.goto("/profile/security")
  await page.getByText("Rename").click()
  await page.getByLabel("Name", { exact: true }).fill("Work laptop")
  await page.getByRole("button", { name: "Save name" }).click()
  await expect(list(page).locator("bdi")).toHaveText("Work laptop")
  await list(page).locator("summary", { hasText: "Remove" }).click()
  await page.getByRole("button", { name: "Remove passkey" }).click()
  // This session was started with the passkey.
  await page.waitForURL(/\/login/)
})

test("a person signs in by the suggestions of the email field", async ({ page }) => {
  const person = await newTenant()
  await page.goto("/login")
  const { cdp, id } = await deviceOf(page)
  await addPasskey(page, person)
  await answering(cdp, id, false)
  await signOutAt(page)
  await page.waitForURL(/\/login/)
  await answering(cdp, id, true)
  await page.reload()
  await page.waitForURL((url) => url.pathname !== "/login")
  await expect(page.getByRole("button", { name: /^Account:/ })).toBeVisible()
})

test("a copied passkey is refused and removed", async ({ page }) => {
  const person = await newTenant()
  await withoutSuggestions(page)
  await page.goto("/login")
  const { cdp, id, add } = await deviceOf(page)
  await addPasskey(page, person)
  const [copy] = await keys(cdp, id)
  if (!copy) throw new Error("no passkey")
  for (let n = 0; n < 2; n++) {
    await signOutAt(page)
    await page.waitForURL(/\/login/)
    await page.getByRole("button", { name: "Use a passkey" }).click()
    await page.waitForURL((url) => url.pathname !== "/login")
  }
  await signOutAt(page)
  await page.waitForURL(/\/login/)
  await cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: id })
  const clone = await add()
  await cdp.send("WebAuthn.addCredential", { authenticatorId: clone, credential: copy })
  await page.getByRole("button", { name: "Use a passkey" }).click()
  await expect(page.getByText(/This passkey can't be used to sign in/)).toBeVisible()
  await signInAt(page, person.email, person.password)
  await page.goto("/profile/security")
  await expect(page.getByText("You have no passkeys yet.")).toBeVisible()
})

test("a person is offered a passkey once after signing in by password, in German too", async ({ browser, baseURL }) => {
  const person = await newTenant()
  const { context, page } = await personAt(browser, baseURL)
  await context.addCookies([{ name: "locale", value: "de", url: String(baseURL) }])
  await page.goto("/login")
  await page.getByLabel("E-Mail").fill(person.email)
  await page.getByLabel("Passwort", { exact: true }).fill(person.password)
  await page.getByRole("button", { name: "Anmelden", exact: true }).click()
  const offer = page.getByRole("region", { name: "Beim nächsten Mal schneller anmelden" })
  await expect(offer).toBeVisible()
  await expectAccessible(page)
  await offer.getByRole("button", { name: "Nicht jetzt" }).click()
  await expect(offer).toHaveCount(0)
  await page.goto("/profile/security")
  await expect(page.getByText("Sie haben noch keine Passkeys.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Passkey hinzufügen" })).toBeVisible()
  await expectAccessible(page)
  await context.close()
})

test("without JavaScript, the sign-in page shows no passkeys, and the profile says why", async ({
  browser,
  baseURL,
}) => {
  const person = await newTenant()
  const { context, page } = await personAt(browser, baseURL, false)
  await page.goto("/login")
  await expect(page.getByRole("button", { name: "Use a passkey" })).toHaveCount(0)
  await signInAt(page, person.email, person.password)
  await page.goto("/profile/security")
  await expect(page.getByText("Adding a passkey requires JavaScript.")).toBeVisible()
  await context.close()
})
