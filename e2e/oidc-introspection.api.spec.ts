import { origin } from "./document"
import { api, expect, good, join, newTenant, test } from "./fixtures"
import { codeFor, newApp, post, redeem, request, signInTo, Visitor } from "./oidc"
import { listenerKey } from "./revocations"
import { makeKey } from "./samples"

test.setTimeout(90_000)

type Api = { id: string; identifier: string }

test("POST /oauth/introspect – API keys of its organization or tenant, in the form of RFC 7662", async ({
  foreign,
}) => {
  const owner = await newTenant()
  const [shop, whole] = [await newApp(owner), await newApp(owner, { tenant_wide: true })]
  const third = await newApp(owner, { third_party: true })
  const expires_at = new Date(Date.now() + 86_400_000).toISOString()
  const body = { name: "Server", role: "member", permissions: ["users:read"], expires_at }
  const key = await makeKey(owner.send, body)
  const wide = await makeKey(owner.send, { ...body, tenant_wide: true })
  const theirs = await makeKey(foreign.owner.send, body)
  const seen = (app: typeof shop, token: string) => post(app, { token }, "/oauth/introspect")
  expect(await seen(shop, key.secret)).toEqual({
    status: 200,
    active: true,
    iss: origin(),
    token_type: "Bearer",
    sub: key.id,
    scope: "users:read",
    exp: Math.floor(Date.parse(expires_at) / 1000),
    organization_id: owner.organizationId,
    role: "member",
    role_rank: "member",
  })
  expect(await seen(whole, wide.secret)).toMatchObject({ active: true, sub: wide.id, organization_id: null })
  expect(await seen(shop, wide.secret)).toEqual({ status: 200, active: false })
  for (const token of [theirs.secret, "nsk_nobody"])
    expect(await seen(whole, token)).toEqual({ status: 200, active: false })
  expect(await seen(third, key.secret)).toEqual({ status: 200, active: false })
  good(await owner.send(`DELETE /api-keys/${key.id}`))
  expect(await seen(shop, key.secret)).toEqual({ status: 200, active: false })
})

test("POST /auth/introspect – an API key sees access tokens of applications in its organization or tenant, with current rights", async ({
  foreign,
}) => {
  const owner = await newTenant()
  const permissions = ["orders:read", "orders:write"]
  const orders = good(await owner.send<Api>("POST /apis", { name: "Orders", permissions }))
  const app = await newApp(owner, { apis: [orders.id] })
  const member = await join(owner, "member", { permissions })
  const { tokens } = await signInTo(member, app, { resource: orders.identifier })
  const [own, theirs] = [await listenerKey(owner), await listenerKey(foreign.owner, { tenant_wide: true })]
  type Found = { active: boolean; claims?: Record<string, unknown> }
  const ask = async (key: { secret: string }, token: string) => {
    return good(await api<Found>("POST /auth/introspect", { token: key.secret, body: { token } }))
  }
  const found = await ask(own, tokens.access_token)
  expect(found).toMatchObject({ active: true, claims: { sub: member.id, aud: orders.identifier, permissions } })
  expect(found.claims).toMatchObject({ org: owner.organizationId, ten: owner.tenantId, client_id: app.id })
  expect(await ask(theirs, tokens.access_token)).toEqual({ active: false })
  expect(await ask(own, `${tokens.access_token.slice(0, -8)}AAAAAAAA`)).toEqual({ active: false })
  const url = `/organizations/${owner.organizationId}/users/${member.id}`
  good(await owner.send(`PUT ${url}`, { permissions: ["orders:read"] }))
  expect((await ask(own, tokens.access_token)).claims).toMatchObject({ permissions: ["orders:read"] })
  good(await owner.send(`DELETE ${url}`))
  expect(await ask(own, tokens.access_token)).toEqual({ active: false })
})

test("POST /oauth/introspect – a machine that was suspended and is active again: its earlier tokens are inactive", async () => {
  const owner = await newTenant()
  const orders = good(await owner.send<Api>("POST /apis", { name: "Orders", permissions: ["orders:read"] }))
  const more = { type: "machine", redirect_uris: [], apis: [orders.id], permissions: ["orders:read"] }
  const machine = await newApp(owner, more)
  const form = { grant_type: "client_credentials", resource: orders.identifier }
  const { access_token: token } = await post(machine, form)
  const key = await listenerKey(owner)
  const seen = async () => [
    (await post(machine, { token }, "/oauth/introspect")).active,
    good(await api<{ active: boolean }>("POST /auth/introspect", { token: key.secret, body: { token } })).active,
  ]
  expect(await seen()).toEqual([true, true])
  good(await owner.send(`PUT /applications/${machine.id}`, { status: "suspended" }))
  good(await owner.send(`PUT /applications/${machine.id}`, { status: "active" }))
  expect(await seen()).toEqual([false, false])
})

test("POST /oauth/introspect – a third party sees role and permissions only where their person has agreed to that", async () => {
  const owner = await newTenant()
  const third = await newApp(owner, { third_party: true })
  const seen = async (scope: string) => {
    const visitor = await new Visitor().signIn(owner)
    await visitor.submit(await visitor.open(request(third, { scope }).path), "Allow")
    const { access_token: token } = await redeem(third, await codeFor(visitor, third, { scope }))
    return post(third, { token }, "/oauth/introspect")
  }
  const little = await seen("openid")
  expect(little).toMatchObject({ active: true, sub: owner.id, scope: "openid" })
  for (const name of ["org", "role", "role_rank", "permissions"]) expect(little).not.toHaveProperty(name)
  const organization = { org: owner.organizationId, role: "tenant_admin" }
  expect(await seen("openid organization")).toMatchObject({ active: true, ...organization })
})
