import { expect, mailTo, newAddress, test } from "./fixtures"
import { keycloak, startKeycloak } from "./keycloak"
import { personAt } from "./pages"
import { anotherServer } from "./servers"
import { owned, ownedAddress } from "./stand-ins/world"

// An issuer that knows nothing of us. `npm run counterparts` installs it; where it is missing, this is not run.
test.skip(!keycloak, "not run: npm run counterparts installs Keycloak")
test.setTimeout(300_000)

const realm = "customer"
const secret = "the secret of the tests"
const password = "a password at Keycloak"

test("people sign in through Keycloak: verified where it decides about the address and has verified it", async ({
  browser,
}) => {
  const server = await startKeycloak()
  try {
    const { url, send } = server
    const people = [
      { email: ownedAddress(), emailVerified: true },
      { email: ownedAddress(), emailVerified: false },
      { email: newAddress("foreign"), emailVerified: true },
    ]
    await send("POST /realms", { realm, enabled: true })
    await send(`POST /realms/${realm}/clients`, {
      ...{ clientId: "nanostack", secret, standardFlowEnabled: true, publicClient: false },
      ...{ redirectUris: ["http://localhost:*", "*"], attributes: { "pkce.code.challenge.method": "S256" } },
    })
    for (const [i, person] of people.entries())
      await send(`POST /realms/${realm}/users`, {
        ...{ username: `person${i}`, enabled: true, firstName: "Ada", lastName: "Winter", ...person },
        credentials: [{ type: "password", value: password, temporary: false }],
      })
    const ours = await anotherServer({
      PUBLIC_URL: "",
      OIDC_KEYCLOAK_ISSUER: `${url}/realms/${realm}`,
      OIDC_KEYCLOAK_CLIENT_ID: "nanostack",
      OIDC_KEYCLOAK_CLIENT_SECRET: secret,
      OIDC_KEYCLOAK_LABEL: "Keycloak",
      OIDC_KEYCLOAK_AUTHORITATIVE_FOR: owned,
    })
    try {
      for (const [i, { email, emailVerified }] of people.entries()) {
        const { page, context } = await personAt(browser, ours.origin)
        await page.goto("/login")
        await page.getByRole("button", { name: "Continue with Keycloak" }).click()
        await page.locator("#username").fill(`person${i}`)
        await page.locator("#password").fill(password)
        await page.locator("#kc-login").click()
        await page.waitForURL(/\/(profile|overview)/, { timeout: 60_000 })
        const verified = emailVerified && email.endsWith(`@${owned}`)
        if (!verified) expect((await mailTo(email, "verify_email")).link).toContain("/verify-email")
        else await expect(mailTo(email, "verify_email")).rejects.toThrow()
        await context.close()
      }
    } finally {
      await ours.stop()
    }
  } finally {
    await server.stop()
  }
})
