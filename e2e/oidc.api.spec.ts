import { decodeJwt, decodeProtectedHeader } from "jose"
import * as oidc from "openid-client"
import { findApplication } from "../lib/applications/store"
import { callerOfSession } from "../lib/core/identity/caller"
import { enterApplication } from "../lib/oidc/enter"
import { db } from "./database"
import { origin } from "./document"
import { api, expect, good, join, rounds, test } from "./fixtures"
import { callback, codeFor, newApp, post, redeem, refresh, request, signInTo, Visitor } from "./oidc"

test("any client: openid-client signs a person in with PKCE, reads userinfo, refreshes, introspects and revokes", async ({
  team,
}) => {
  const app = await newApp(team.owner)
  const execute = [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks]
  const config = await oidc.discovery(new URL(origin()), app.id, app.secret, undefined, { execute })
  const verifier = oidc.randomPKCECodeVerifier()
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
  const challenge = await oidc.calculatePKCECodeChallenge(verifier)
  const url = oidc.buildAuthorizationUrl(config, {
    ...{ redirect_uri: callback, scope: "openid email profile organization", state, nonce },
    ...{ code_challenge: challenge, code_challenge_method: "S256" },
  })
  const visitor = await new Visitor().signIn(team.member)
  const { url: back } = await visitor.open(url.pathname + url.search)
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
  const tokens = await oidc.authorizationCodeGrant(config, back, checks)
  expect(tokens.claims()).toMatchObject({
    ...{ iss: origin(), aud: app.id, sub: team.member.id, email: team.member.email, email_verified: true },
    ...{ org: team.organizationId, ten: team.tenantId, role: "member", role_rank: "member" },
    ...{
      amr: ["pwd"],
      acr: "urn:nanostack:acr:1",
      sid: expect.stringMatching(/^ses_/),
      auth_time: expect.any(Number),
    },
  })
  expect(await oidc.fetchUserInfo(config, tokens.access_token, team.member.id)).toMatchObject({
    email: team.member.email,
  })
  const next = await oidc.refreshTokenGrant(config, String(tokens.refresh_token))
  expect(next.refresh_token).not.toBe(tokens.refresh_token)
  expect(await oidc.tokenIntrospection(config, next.access_token)).toMatchObject({ active: true, sub: team.member.id })
  await oidc.tokenRevocation(config, String(next.refresh_token))
  expect(await oidc.tokenIntrospection(config, next.access_token)).toEqual({ active: false })
  await expect(oidc.refreshTokenGrant(config, String(next.refresh_token))).rejects.toThrow()
})

test("an access token for an API is signed with ES256, names it as its audience, and carries only permissions that it knows", async ({
  team,
}) => {
  const made = await team.owner.send<{ id: string; identifier: string }>("POST /apis", {
    ...{ name: "Orders", permissions: ["orders:read", "users:read"] },
    claims: { "https://shop.example.com/plan": "organization.metadata.plan" },
  })
  const { id, identifier: resource } = good(made)
  const app = await newApp(team.owner, { apis: [id], access_token_ttl_seconds: 120 })
  const { tokens } = await signInTo(team.member, app, { resource })
  expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ alg: "ES256", typ: "at+jwt" })
  const claims = decodeJwt(tokens.access_token)
  expect(claims).toMatchObject({
    ...{ iss: origin(), aud: resource, sub: team.member.id, client_id: app.id, org: team.organizationId },
    ...{ ten: team.tenantId, role: "member", role_rank: "member", permissions: ["users:read"] },
  })
  expect(claims.sid).toBe(decodeJwt(tokens.id_token).sid)
  expect(Number(claims.exp) - Number(claims.iat)).toBe(120)
  const other = await newApp(team.owner)
  const refused = await (await new Visitor().signIn(team.member)).open(request(other, { resource }).path)
  expect(refused.text).toContain("invalid_target")
})

test("a machine gets tokens with its permissions, and no more once its creator has less", async ({ team }) => {
  const { id, identifier: resource } = good(
    await team.owner.send<{ id: string; identifier: string }>("POST /apis", {
      name: "Stock",
      permissions: ["users:read"],
    }),
  )
  const app = await newApp(team.owner, {
    ...{ type: "machine", redirect_uris: [], permissions: ["users:read", "users:write"], apis: [id] },
  })
  const { access_token } = await post(app, { grant_type: "client_credentials", resource })
  expect(decodeJwt(access_token)).toMatchObject({
    sub: app.id,
    aud: resource,
    ten: team.tenantId,
    permissions: ["users:read"],
  })
  expect(await post(app, { token: access_token }, "/oauth/introspect")).toMatchObject({ active: true, sub: app.id })
})

test("a code works once, for its application, redirect URI and verifier; a second use ends the sign-in", async ({
  team,
}) => {
  const [app, other] = [await newApp(team.owner), await newApp(team.owner)]
  const visitor = await new Visitor().signIn(team.member)
  const code = await codeFor(visitor, app)
  expect(await redeem(other, code)).toMatchObject({ status: 400, error: "invalid_grant" })
  expect(await redeem(app, { ...code, verifier: "x".repeat(43) })).toMatchObject({ error: "invalid_grant" })
  expect(await redeem(app, { ...code, redirect_uri: `${callback}/` })).toMatchObject({ error: "invalid_grant" })
  const tokens = await redeem(app, code)
  expect(tokens.status).toBe(200)
  expect(await redeem(app, code)).toMatchObject({ status: 400, error: "invalid_grant" })
  expect(await refresh(app, tokens.refresh_token)).toMatchObject({ error: "invalid_grant" })
  expect(await post(app, { token: tokens.access_token }, "/oauth/introspect")).toEqual({ status: 200, active: false })
})

test("a refresh token can be repeated within the grace period until a successor is used; then its use ends the sign-in", async ({
  team,
}) => {
  const app = await newApp(team.owner)
  const { tokens } = await signInTo(team.member, app)
  const first = await refresh(app, tokens.refresh_token)
  const again = await refresh(app, tokens.refresh_token)
  expect([first.status, again.status]).toEqual([200, 200])
  const used = await refresh(app, again.refresh_token)
  expect(used.status).toBe(200)
  expect(await refresh(app, first.refresh_token)).toMatchObject({ status: 400, error: "invalid_grant" })
  expect(await refresh(app, used.refresh_token)).toMatchObject({ status: 400, error: "invalid_grant" })
})

test(`two servers redeem one code ${rounds} times: one succeeds, and the other ends the sign-in`, async ({
  team,
  twin,
}) => {
  test.setTimeout(rounds * 3_000 + 30_000)
  const app = await newApp(team.owner)
  const visitor = await new Visitor().signIn(team.member)
  for (let round = 0; round < rounds; round++) {
    const code = await codeFor(visitor, app)
    const answers = await Promise.all([redeem(app, code), redeem(app, code, twin)])
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    for (const { status, error } of answers) if (status !== 200) expect([status, error]).toEqual([400, "invalid_grant"])
    for (const { refresh_token } of answers)
      if (refresh_token) expect(await refresh(app, refresh_token)).toMatchObject({ error: "invalid_grant" })
  }
})

test(`two servers refresh with one token ${rounds} times, and then with what each got: no two go on`, async ({
  team,
  twin,
}) => {
  test.setTimeout(rounds * 3_000 + 30_000)
  const app = await newApp(team.owner)
  const visitor = await new Visitor().signIn(team.member)
  for (let round = 0; round < rounds; round++) {
    const { refresh_token: first } = await redeem(app, await codeFor(visitor, app))
    const siblings = await Promise.all([refresh(app, first), refresh(app, first, twin)])
    expect(siblings.map(({ status }) => status)).toEqual([200, 200])
    const [a, b] = siblings.map(({ refresh_token }) => refresh_token)
    const answers = await Promise.all([refresh(app, String(a)), refresh(app, String(b), twin)])
    const won = answers.filter(({ status }) => status === 200)
    expect(won.length).toBeLessThanOrEqual(1)
    // The other one was used after it: stolen or not, nothing goes on.
    for (const { refresh_token } of won)
      expect(await refresh(app, refresh_token)).toMatchObject({ status: 400, error: "invalid_grant" })
  }
})

test("discovery lists the code flow only: no implicit or hybrid flow, no password grant", async () => {
  const found = await (await fetch(`${origin()}/.well-known/openid-configuration`)).json()
  expect(found).toMatchObject({
    ...{ response_types_supported: ["code"], response_modes_supported: ["query"] },
    ...{ code_challenge_methods_supported: ["S256"], authorization_response_iss_parameter_supported: true },
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
  })
  expect(found.grant_types_supported.sort()).toEqual([
    ...["authorization_code", "client_credentials", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
  ])
})

test("a wrong redirect URI, client or challenge is shown on our own page, and never redirected", async ({ team }) => {
  const app = await newApp(team.owner)
  const visitor = await new Visitor().signIn(team.member)
  const tricks = [
    "http://localhost:3191/elsewhere",
    "http://localhost:3191/callback?x=1",
    "http://localhost:3191/callback/../evil",
    "http://localhost:3191@evil.example/callback",
    "http://localhost.:3191/callback",
    "HTTP://localhost:3191/callback",
    "http://localhost:3191/%63allback",
    "http://127.0.0.1:3191/callback",
    "javascript:alert(1)",
  ]
  for (const redirect_uri of tricks) {
    const landed = await visitor.open(request(app, { redirect_uri }).path)
    expect(landed.url.pathname, redirect_uri).toBe("/authorize")
    expect(landed.text, redirect_uri).toContain("invalid_redirect_uri")
  }
  for (const more of [
    { code_challenge: undefined, code_challenge_method: undefined },
    { code_challenge_method: "plain" },
  ]) {
    const landed = await visitor.open(request(app, more).path)
    expect(landed.url.pathname).toBe("/authorize")
    expect(landed.text).toContain("invalid_request")
  }
  for (const response_mode of ["fragment", "form_post", "web_message"]) {
    const landed = await visitor.open(request(app, { response_mode }).path)
    expect([landed.url.origin, landed.url.pathname], response_mode).toEqual([origin(), "/authorize"])
  }
  const unknown = await visitor.open(request({ id: "app_unknown", secret: undefined }).path)
  expect(unknown.text).toContain("invalid_client")
})

test("a method that an endpoint doesn't have is 405, with those that it has", async () => {
  const paths = ["authorize", "authorize/anything", "token", "userinfo", "par", "device_authorization", "introspect"]
  for (const path of [...paths.map((name) => `/oauth/${name}`), "/.well-known/openid-configuration"]) {
    const response = await fetch(origin() + path, { method: "PUT" })
    expect(response.status, path).toBe(405)
    expect(response.headers.get("allow"), path).toMatch(/GET|POST/)
  }
})

test("prompt=none is answered by redirect: login_required without a session, a code with one", async ({ team }) => {
  const app = await newApp(team.owner)
  const stranger = await new Visitor().open(request(app, { prompt: "none" }).path)
  expect(stranger.url.href).toMatch(/^http:\/\/localhost:3191\/callback\?error=login_required/)
  const visitor = await new Visitor().signIn(team.member)
  expect((await visitor.open(request(app, { prompt: "none" }).path)).url.searchParams.get("code")).toBeTruthy()
})

test("prompt=login and max_age ask for the password again", async ({ team }) => {
  const app = await newApp(team.owner)
  const visitor = await new Visitor().signIn(team.member)
  const page = await visitor.open(request(app, { prompt: "login" }).path)
  expect(page.text).toContain("confirm your password")
  const back = await visitor.submit(page, "Continue", { password: team.member.password })
  expect(back.url.searchParams.get("code")).toBeTruthy()
  await db().session.updateMany({ where: { userId: team.member.id, kind: "browser" }, data: { provedAt: new Date(0) } })
  expect((await visitor.open(request(app, { max_age: "60", prompt: "none" }).path)).url.searchParams.get("error")).toBe(
    "login_required",
  )
})

test("an application that is restricted while someone signs in to it does not admit them", async ({ team }) => {
  const { id } = await newApp(team.owner)
  const before = await findApplication(db(), id)
  await new Visitor().signIn(team.member)
  const where = { userId: team.member.id, kind: "browser", endedAt: null }
  const session = await db().session.findFirstOrThrow({ where, orderBy: { createdAt: "desc" } })
  const me = await callerOfSession(team.member.id, session.id)
  if (!before || !me) throw new Error("nobody signs in")
  const entry = { organizationId: team.organizationId, scopes: ["openid"], offline: false }
  good(await team.owner.send(`PUT /applications/${id}`, { access: "roles", access_roles: ["admin"] }))
  // With what was read before, as from a cache.
  expect(await enterApplication(me, before, entry)).toBeNull()
  good(await team.owner.send(`PUT /applications/${id}`, { access: "everyone" }))
  expect(await enterApplication(me, before, entry)).toMatchObject({ scopes: ["openid"] })
})

test("Ada signs out, Ben signs in, Ben opens the application: it never gets Ada", async ({ team }) => {
  const app = await newApp(team.owner)
  const visitor = await new Visitor().signIn(team.admin)
  const ada = await redeem(app, await codeFor(visitor, app))
  const waiting = request(app)
  await visitor.signOut()
  expect(await refresh(app, ada.refresh_token)).toMatchObject({ error: "invalid_grant" })
  await visitor.signIn(team.member)
  expect((await visitor.open(waiting.path)).url.searchParams.get("code")).toBeTruthy()
  const ben = await redeem(app, await codeFor(visitor, app))
  expect(decodeJwt(ben.id_token).sub).toBe(team.member.id)
  expect(decodeJwt(ben.id_token).sid).not.toBe(decodeJwt(ada.id_token).sid)
})

test("what ends for a person ends for their applications: session, membership, grant, application", async ({
  team,
}) => {
  const app = await newApp(team.owner)
  const isOver = async (tokens: { refresh_token: string; access_token: string }) => {
    expect(await refresh(app, tokens.refresh_token)).toMatchObject({ status: 400, error: "invalid_grant" })
    expect((await post(app, { token: tokens.access_token }, "/oauth/introspect")).active).toBe(false)
  }
  const person = await join(team.owner, "member")
  const one = await signInTo(person, app)
  good(
    await person.send("PUT /users/me/password", {
      current_password: person.password,
      new_password: "another horse battery",
    }),
  )
  await isOver(one.tokens)
  const member = await join(team.owner, "member")
  const two = await signInTo(member, app)
  const grants = good(await member.send<{ id: string; application_id: string }[]>("GET /users/me/grants"))
  expect(grants).toMatchObject([{ application_id: app.id, organization_id: team.organizationId }])
  good(await member.send(`DELETE /users/me/grants/${grants[0]?.id}`))
  await isOver(two.tokens)
  const third = await join(team.owner, "member")
  const three = await signInTo(third, app)
  good(await team.owner.send(`DELETE /organizations/${team.organizationId}/users/${third.id}`))
  await isOver(three.tokens)
  const four = await signInTo(team.member, app)
  good(await team.owner.send(`PUT /applications/${app.id}`, { status: "suspended" }))
  expect(await refresh(app, four.tokens.refresh_token)).toMatchObject({ status: 401, error: "invalid_client" })
})

test("an application of another tenant gets no code, and sees no token", async ({ team, foreign }) => {
  const app = await newApp(foreign.owner)
  const visitor = await new Visitor().signIn(team.member)
  const landed = await visitor.open(request(app).path)
  expect(landed.text).toContain("You don&#x27;t have access to")
  const none = await visitor.open(request(app, { prompt: "none" }).path)
  expect(none.url.searchParams.get("code")).toBeNull()
  const own = await newApp(team.owner)
  const { tokens } = await signInTo(team.member, own)
  expect(await post(app, { token: tokens.access_token }, "/oauth/introspect")).toEqual({ status: 200, active: false })
  await post(app, { token: tokens.refresh_token }, "/oauth/revoke")
  expect((await refresh(own, tokens.refresh_token)).status).toBe(200)
})

test("a third party is allowed in plain words first, and canceling leads back with access_denied", async ({ team }) => {
  const app = await newApp(team.owner, { third_party: true })
  const visitor = await new Visitor().signIn(team.member)
  const page = await visitor.open(request(app).path)
  expect(page.text).toContain("See your email")
  const back = await visitor.submit(page, "Cancel")
  expect(back.url.searchParams.get("error")).toBe("access_denied")
  const again = await visitor.open(request(app).path)
  expect((await visitor.submit(again, "Allow")).url.searchParams.get("code")).toBeTruthy()
  expect((await visitor.open(request(app).path)).url.searchParams.get("code")).toBeTruthy()
})

test("a third party that asks for an API: the question names what its tokens say, and each permission", async ({
  team,
}) => {
  const permissions = ["orders:read", "urn:delete"]
  const made = await team.owner.send<{ id: string; identifier: string }>("POST /apis", { name: "Orders", permissions })
  const { id, identifier: resource } = good(made)
  const app = await newApp(team.owner, { third_party: true, apis: [id] })
  const visitor = await new Visitor().signIn(team.member)
  const page = await visitor.open(request(app, { scope: "openid orders:read urn:delete", resource }).path)
  for (const text of ["See your organization, your role", "Use your permission orders:read", "permission urn:delete"])
    expect(page.text.replaceAll("<!-- -->", "")).toContain(text)
})

test("a native application on loopback asks first, takes any port, and uses no secret", async ({ team }) => {
  const app = await newApp(team.owner, { type: "native", redirect_uris: ["http://127.0.0.1/done"] })
  const visitor = await new Visitor().signIn(team.member)
  const redirect_uri = "http://127.0.0.1:51234/done"
  const asked = request(app, { redirect_uri })
  const page = await visitor.open(asked.path)
  expect(page.text).toContain("Continue as")
  const back = await visitor.submit(page, "Continue")
  expect(back.url.origin).toBe("http://127.0.0.1:51234")
  const tokens = await redeem(app, { ...asked, code: String(back.url.searchParams.get("code")) })
  expect(tokens.status).toBe(200)
})

test("end-session ends this sign-in, asks about the rest, and leads back with the state", async ({ team }) => {
  const app = await newApp(team.owner, { post_logout_uris: ["http://localhost:3191/bye"] })
  const { visitor, tokens } = await signInTo(team.member, app)
  const query = new URLSearchParams({
    ...{ id_token_hint: tokens.id_token, post_logout_redirect_uri: "http://localhost:3191/bye", state: "bye-1" },
  })
  const page = await visitor.open(`/oauth/end-session?${query}`)
  expect(await refresh(app, tokens.refresh_token)).toMatchObject({ error: "invalid_grant" })
  const done = await visitor.submit(page, "Sign out here too")
  expect(done.text).toContain("http://localhost:3191/bye?state=bye-1")
  expect((await visitor.open(request(app, { prompt: "none" }).path)).url.searchParams.get("error")).toBe(
    "login_required",
  )
  // A link that anyone can write is only offered.
  const bye = "http://localhost:3191/bye"
  const link = new URLSearchParams({ client_id: app.id, post_logout_redirect_uri: bye })
  const offered = (await new Visitor().open(`/oauth/end-session?${link}`)).text
  expect([offered.includes(`href="${bye}"`), offered.includes(`url=${bye}`)]).toEqual([true, false])
  expect(done.text).toContain(`url=${bye}`)
  const wrong = new URLSearchParams({
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: "https://evil.example/",
  })
  expect((await new Visitor().open(`/oauth/end-session?${wrong}`)).text).toContain(
    "post_logout_redirect_uri is not registered",
  )
})

test("jwks.json has the keys of tokens for applications, for five minutes in caches; the API refuses such tokens", async ({
  team,
}) => {
  const app = await newApp(team.owner)
  const { tokens } = await signInTo(team.member, app)
  const response = await fetch(`${origin()}/.well-known/jwks.json`)
  const { keys } = await response.json()
  expect(response.headers.get("cache-control")).toBe("public, max-age=300")
  expect(keys.map(({ kid }: { kid: string }) => kid)).toContain(decodeProtectedHeader(tokens.id_token).kid)
  expect(JSON.stringify(keys)).not.toContain('"d"')
  for (const token of [tokens.access_token, tokens.id_token])
    expect((await api("GET /users/me", { token })).outcome).toBe("401 invalid_token")
})
