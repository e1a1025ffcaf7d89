import { randomUUID } from "node:crypto"
import { exportJWK, generateKeyPair, SignJWT } from "jose"
import * as oidc from "openid-client"
import { origin } from "./document"
import { api, expect, good, test } from "./fixtures"
import { type App, callback, codeFor, newApp, post, Visitor } from "./oidc"

const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

async function keyed(alg: "ES256" | "RS256") {
  const pair = await generateKeyPair(alg, { extractable: true })
  return { ...pair, jwks: { keys: [{ ...(await exportJWK(pair.publicKey)), kid: "one", alg, use: "sig" }] } }
}

type Claims = { iss?: string; sub?: string; aud?: string; exp?: string; jti?: string }

function assertion(
  key: CryptoKey,
  alg: string,
  app: App,
  { iss, sub, aud, exp = "60s", jti = randomUUID() }: Claims = {},
) {
  return new SignJWT({ jti })
    .setProtectedHeader({ alg, kid: "one" })
    .setIssuer(iss ?? app.id)
    .setSubject(sub ?? app.id)
    .setAudience(aud ?? origin())
    .setIssuedAt()
    .setExpirationTime(exp)
    .sign(key)
}

test("private_key_jwt: openid-client signs in with its own key, and no secret exists", async ({ team }) => {
  const { privateKey, jwks } = await keyed("ES256")
  const app = await newApp(team.owner, { token_endpoint_auth_method: "private_key_jwt", jwks, id_token_alg: "ES256" })
  expect(app.secret).toBeUndefined()
  const execute = [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks]
  const method = oidc.PrivateKeyJwt({ key: privateKey, kid: "one" })
  const metadata = { id_token_signed_response_alg: "ES256" }
  const config = await oidc.discovery(new URL(origin()), app.id, metadata, method, { execute })
  const verifier = oidc.randomPKCECodeVerifier()
  const url = oidc.buildAuthorizationUrl(config, {
    ...{ redirect_uri: callback, scope: "openid", code_challenge_method: "S256" },
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
  })
  const visitor = await new Visitor().signIn(team.member)
  const { url: back } = await visitor.open(url.pathname + url.search)
  const tokens = await oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, idTokenExpected: true })
  expect(tokens.claims()).toMatchObject({ sub: team.member.id })
  expect(await oidc.tokenIntrospection(config, tokens.access_token)).toMatchObject({ active: true })
  await oidc.tokenRevocation(config, tokens.access_token)
  await expect(oidc.refreshTokenGrant(config, String(tokens.refresh_token))).rejects.toThrow()
})

test("private_key_jwt: another key, audience, issuer or algorithm, none at all, and a second use are refused", async ({
  team,
}) => {
  const [own, other] = [await keyed("RS256"), await keyed("RS256")]
  const app = await newApp(team.owner, { token_endpoint_auth_method: "private_key_jwt", jwks: own.jwks })
  const { code, verifier, redirect_uri } = await codeFor(await new Visitor().signIn(team.member), app)
  const send = (client_assertion: string, path: string) => {
    const form = {
      grant_type: "authorization_code",
      code: `${code}x`,
      code_verifier: verifier,
      redirect_uri,
      token: "x",
    }
    return post(app, { ...form, client_assertion, client_assertion_type: jwtBearer }, path)
  }
  const forged = new SignJWT({ jti: randomUUID() }).setProtectedHeader({ alg: "HS256" }).setIssuer(app.id)
  const wrong = [
    await assertion(other.privateKey, "RS256", app),
    await assertion(own.privateKey, "RS256", app, { aud: "https://elsewhere.example" }),
    await assertion(own.privateKey, "RS256", app, { iss: "app_other" }),
    await assertion(own.privateKey, "RS256", app, { exp: "-1m" }),
    await forged.setSubject(app.id).setAudience(origin()).setExpirationTime("60s").sign(new Uint8Array(32)),
  ]
  for (const path of ["/oauth/token", "/oauth/introspect", "/oauth/revoke"]) {
    for (const one of wrong) expect(await send(one, path), path).toMatchObject({ status: 401, error: "invalid_client" })
    expect((await post(app, { grant_type: "authorization_code", code, token: "x" }, path)).status, path).toBe(401)
  }
  const once = await assertion(own.privateKey, "RS256", app)
  expect(await send(once, "/oauth/introspect")).toEqual({ status: 200, active: false })
  expect((await send(once, "/oauth/introspect")).status).toBe(401)
  expect((await send(once, "/oauth/token")).status).toBe(401)
  const raced = await assertion(own.privateKey, "RS256", app)
  const answers = await Promise.all(Array.from({ length: 5 }, () => send(raced, "/oauth/token")))
  expect(answers.filter(({ status }) => status !== 401)).toHaveLength(1)
})

test("private_key_jwt: a machine's tokens end with the key that they were issued for; an assertion may last for ages", async ({
  team,
}) => {
  const [first, second] = [await keyed("ES256"), await keyed("ES256")]
  const resource = `${origin()}/api/v1`
  const more = { type: "machine", redirect_uris: [], permissions: ["users:read"], apis: ["api_nanostack"] }
  const app = await newApp(team.owner, { ...more, token_endpoint_auth_method: "private_key_jwt", jwks: first.jwks })
  const ask = async (key: CryptoKey, exp?: string) => {
    const form = { grant_type: "client_credentials", resource, client_assertion_type: jwtBearer }
    return post(app, { ...form, client_assertion: await assertion(key, "ES256", app, { ...(exp && { exp }) }) })
  }
  const { access_token: token } = await ask(first.privateKey, "100000 years")
  expect((await api("GET /users", { token })).outcome).toBe("200")
  // The same keys in another order of their members change nothing.
  const [{ kty, ...others } = { kty: "EC" }] = first.jwks.keys
  good(await team.owner.send(`PUT /applications/${app.id}`, { jwks: { keys: [{ ...others, kty }] } }))
  expect((await api("GET /users", { token })).outcome).toBe("200")
  good(await team.owner.send(`PUT /applications/${app.id}`, { jwks: second.jwks }))
  expect((await api("GET /users", { token })).outcome).toBe("401 invalid_token")
  expect((await ask(first.privateKey)).status).toBe(401)
  await expect
    .poll(async () => (await api("GET /users", { token: (await ask(second.privateKey)).access_token })).outcome, {
      timeout: 5_000,
    })
    .toBe("200")
})

test("POST /applications – private_key_jwt needs public keys, and takes no private or weak ones", async ({ team }) => {
  const { jwks, privateKey } = await keyed("ES256")
  const body = { name: "Shop", type: "web", redirect_uris: [callback], token_endpoint_auth_method: "private_key_jwt" }
  const create = (more: object) => team.owner.send("POST /applications", { ...body, ...more })
  expect((await create({})).error.fields).toMatchObject([{ field: "jwks", code: "required" }])
  const [key] = jwks.keys
  for (const keys of [
    [{ ...key, ...(await exportJWK(privateKey)) }],
    [{ kty: "oct", k: "AAAA" }],
    [{ kty: "RSA", n: "AQAB", e: "AQAB" }],
    [],
  ])
    expect((await create({ jwks: { keys } })).outcome).toBe("422 validation_failed")
  expect((await create({ type: "spa", jwks })).outcome).toBe("422 validation_failed")
  const app = await newApp(team.owner, { token_endpoint_auth_method: "private_key_jwt", jwks })
  expect((await team.owner.send(`POST /applications/${app.id}/secrets`, {})).outcome).toBe("422 validation_failed")
})
