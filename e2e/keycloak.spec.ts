import { once } from "node:events"
import { createServer } from "node:http"
import { decodeJwt } from "jose"
import { origin } from "./document"
import { expect, join, newTenant, test } from "./fixtures"
import { keycloak, startKeycloak } from "./keycloak"
import { newApp } from "./oidc"

// A client that knows nothing of us. `npm run counterparts` installs it; where it is missing, this is not run.
test.skip(!keycloak, "not run: npm run counterparts installs Keycloak")
test.setTimeout(300_000)

const [realm, alias] = ["customer", "nanostack"]

test("Keycloak reads our discovery document, and signs a person in through us", async ({ page }) => {
  const server = await startKeycloak()
  // Where its own application begins.
  const shop = createServer((_, res) => void res.end("Back")).listen(0, "localhost")
  await once(shop, "listening")
  const at = shop.address()
  const landing = `http://localhost:${typeof at === "object" ? at?.port : 0}/callback`
  try {
    const { url, send } = server
    const owner = await newTenant()
    const person = await join(owner, "member")
    const app = await newApp(owner, { redirect_uris: [`${url}/realms/${realm}/broker/${alias}/endpoint`] })
    await send("POST /realms", { realm, enabled: true })
    await send(`POST /realms/${realm}/clients`, {
      ...{ clientId: "shop", publicClient: true, standardFlowEnabled: true, redirectUris: [landing] },
    })
    const from = { providerId: "oidc", fromUrl: `${origin()}/.well-known/openid-configuration` }
    const found = await send(`POST /realms/${realm}/identity-provider/import-config`, from)
    const config = {
      ...{ clientId: app.id, clientSecret: app.secret, clientAuthMethod: "client_secret_basic" },
      ...{ defaultScope: "openid email profile", pkceEnabled: "true", pkceMethod: "S256" },
      ...{ validateSignature: "true", useJwksUrl: "true", syncMode: "FORCE" },
    }
    await send(`POST /realms/${realm}/identity-provider/instances`, {
      ...{ alias, providerId: "oidc", enabled: true, trustEmail: true },
      config: { ...found, ...config },
    })
    // It wants both names of everyone.
    for (const attribute of ["firstName", "lastName"])
      await send(`POST /realms/${realm}/identity-provider/instances/${alias}/mappers`, {
        ...{ name: attribute, identityProviderAlias: alias, identityProviderMapper: "oidc-user-attribute-idp-mapper" },
        config: { claim: "name", "user.attribute": attribute, syncMode: "FORCE" },
      })
    const query = new URLSearchParams({
      ...{ client_id: "shop", redirect_uri: landing, response_type: "code", scope: "openid email" },
      kc_idp_hint: alias,
    })
    await page.goto(`${url}/realms/${realm}/protocol/openid-connect/auth?${query}`)
    await page.getByLabel("Email").fill(person.email)
    await page.getByLabel("Password", { exact: true }).fill(person.password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL(`${landing}**`, { timeout: 60_000 })
    const code = new URL(page.url()).searchParams.get("code") ?? ""
    const body = new URLSearchParams({
      ...{ grant_type: "authorization_code", client_id: "shop", redirect_uri: landing, code },
    })
    const response = await fetch(`${url}/realms/${realm}/protocol/openid-connect/token`, { method: "POST", body })
    const { id_token } = await response.json()
    expect(decodeJwt(id_token)).toMatchObject({ email: person.email, email_verified: true })
    const [user] = await send(`GET /realms/${realm}/users?email=${encodeURIComponent(person.email)}`)
    const links = await send(`GET /realms/${realm}/users/${user.id}/federated-identity`)
    expect(links).toMatchObject([{ identityProvider: alias, userId: person.id }])
  } finally {
    shop.close()
    await server.stop()
  }
})
