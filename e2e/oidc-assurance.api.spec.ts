import { decodeJwt } from "jose"
import { Secret, TOTP } from "otpauth"
import { renewProof } from "../lib/sessions/service"
import { behindTheirBacks, db, transaction } from "./database"
import { expect, good, join, type Person, test } from "./fixtures"
import { type App, callback, newApp, post, redeem, refresh, request, Visitor } from "./oidc"

const [one, two] = ["urn:nanostack:acr:1", "urn:nanostack:acr:2"]
const essential = (acr: object) => JSON.stringify({ id_token: { acr: { essential: true, ...acr } } })

type Landed = Awaited<ReturnType<Visitor["open"]>>

/** Sets up two-factor authentication on its page, which a page has led to. */
async function setUp(visitor: Visitor, asking: Landed) {
  const [, to = ""] = /href="(\/profile\/second-factor[^"]*)"/.exec(asking.text) ?? []
  const page = await visitor.open(to.replaceAll("&amp;", "&"))
  const [, shown = ""] = /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(page.text) ?? []
  const secret = Secret.fromBase32(shown.replaceAll(" ", ""))
  const totp = new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret })
  const code = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 })
  const done = await visitor.submit(page, "Turn on", { code: code(-1) })
  const [, next = ""] = /href="(\/oauth\/interaction\/[^"]*)"/.exec(done.text) ?? []
  return { code, next, recovery: /<pre[^>]*>([a-z0-9]{5}-[a-z0-9]{5})/.exec(done.text)?.[1] ?? "" }
}

/** A person with two-factor authentication, in a browser that signed them in by their password alone. */
async function halfSignedIn(owner: Person, app: App) {
  const person = await join(owner, "member")
  const visitor = await new Visitor().signIn(person)
  const { code, recovery } = await setUp(visitor, await visitor.open(request(app, { acr_values: two }).path))
  const data = { amr: ["pwd"], assurance: 1 }
  await behindTheirBacks(() => db().session.updateMany({ where: { userId: person.id }, data }))
  return { person, visitor, code, recovery }
}

const letAge = ({ id }: { id: string }, of: object) =>
  behindTheirBacks(() => db().session.updateMany({ where: { userId: id, kind: "browser" }, data: of }))

const codeOf = ({ url }: Landed) => {
  if (!url.href.startsWith(callback)) throw new Error(`not back: ${url}`)
  return String(url.searchParams.get("code"))
}

test("acr_values for two factors leads someone without a second one to its setup, and back with the truth", async ({
  team,
}) => {
  const api = good(await team.owner.send<{ id: string; identifier: string }>("POST /apis", { name: "Orders" }))
  const app = await newApp(team.owner, { apis: [api.id] })
  const visitor = await new Visitor().signIn(await join(team.owner, "member"))
  const asked = request(app, { acr_values: two, resource: api.identifier })
  const page = await visitor.open(asked.path)
  expect(page.text).toContain("requires two-factor authentication")
  const { next } = await setUp(visitor, page)
  const tokens = await redeem(app, { ...asked, code: codeOf(await visitor.open(next)) })
  const told = { acr: two, amr: ["pwd", "otp", "mfa"], auth_time: expect.any(Number) }
  expect(decodeJwt(tokens.id_token)).toMatchObject(told)
  expect(decodeJwt(tokens.access_token)).toMatchObject(told)
  expect(await post(app, { token: tokens.access_token }, "/oauth/introspect")).toMatchObject(told)
  expect(await post(app, { token: tokens.refresh_token }, "/oauth/introspect")).toMatchObject(told)
  // From now on nothing is asked.
  expect(codeOf(await visitor.open(request(app, { acr_values: two }).path))).toBeTruthy()
})

test("someone who does not set up a second factor goes back with unmet_authentication_requirements", async ({
  team,
}) => {
  const app = await newApp(team.owner)
  const visitor = await new Visitor().signIn(team.member)
  const page = await visitor.open(request(app, { acr_values: two }).path)
  const back = await visitor.submit(page, "Cancel")
  expect(back.url.href).toMatch(/^http:\/\/localhost:3191\/callback\?error=unmet_authentication_requirements/)
})

test("acr_values asks for password and code, whose mistakes are shown; a recovery code counts too", async ({
  team,
}) => {
  const app = await newApp(team.owner)
  const { person, visitor, code, recovery } = await halfSignedIn(team.owner, app)
  const before = await redeem(app, await withCode(visitor, app))
  expect(decodeJwt(before.id_token)).toMatchObject({ acr: one, amr: ["pwd"] })
  const asked = request(app, { acr_values: two })
  const page = await visitor.open(asked.path)
  const { password } = person
  for (const [values, text] of [
    [{ password: "wrong password", code: code(0) }, "password is incorrect"],
    [{ password, code: "aaaaa-aaaaa" }, "code is wrong"],
  ] as const) {
    const again = await visitor.submit(page, "Continue", values)
    expect(again.url.pathname).toMatch(/^\/authorize\//)
    expect(again.text).toMatch(new RegExp(text, "i"))
  }
  const tokens = await redeem(app, {
    ...asked,
    code: codeOf(await visitor.submit(page, "Continue", { password, code: code(0) })),
  })
  expect(decodeJwt(tokens.id_token)).toMatchObject({ acr: two, amr: ["pwd", "otp", "mfa"] })
  expect(decodeJwt(tokens.id_token).sid).toBe(decodeJwt(before.id_token).sid)
  // A token that was there before is no surer of them.
  const refreshed = await refresh(app, before.refresh_token)
  expect(decodeJwt(refreshed.id_token)).toMatchObject({ acr: one, amr: ["pwd"] })
  expect(await post(app, { token: refreshed.access_token }, "/oauth/introspect")).toMatchObject({
    active: true,
    acr: one,
  })
  await letAge(person, { amr: ["pwd"], assurance: 1 })
  const anew = request(app, { acr_values: two })
  const list = await visitor.submit(await visitor.open(anew.path), "Continue", { password, code: recovery })
  const third = await redeem(app, { ...anew, code: codeOf(list) })
  expect(decodeJwt(third.id_token)).toMatchObject({ acr: two, amr: ["pwd", "recovery_code", "mfa"] })
})

async function withCode(visitor: Visitor, app: App, more: Record<string, string | undefined> = {}) {
  const asked = request(app, more)
  return { ...asked, code: codeOf(await visitor.open(asked.path)) }
}

test("an essential acr claim asks like acr_values, prompt=none hears login_required, and the weakest value suffices", async ({
  team,
}) => {
  const app = await newApp(team.owner)
  const visitor = await new Visitor().signIn(team.member)
  const asked = await visitor.open(request(app, { claims: essential({ value: two }) }).path)
  expect(asked.text).toContain("requires two-factor authentication")
  for (const more of [{ claims: essential({ values: [two] }) }, { acr_values: two }]) {
    const silent = await visitor.open(request(app, { ...more, prompt: "none" }).path)
    expect(silent.url.searchParams.get("error")).toBe("login_required")
  }
  for (const more of [
    { acr_values: `${two} ${one}` },
    { acr_values: "urn:other" },
    { claims: essential({ values: [one, two] }) },
    {
      claims: JSON.stringify({
        id_token: { acr: { value: two }, email: null },
        userinfo: { name: { essential: true } },
      }),
    },
  ])
    expect(decodeJwt((await redeem(app, await withCode(visitor, app, more))).id_token)).toMatchObject({ acr: one })
})

test("an essential acr that is not ours is answered unmet_authentication_requirements: on our page, or to prompt=none", async ({
  team,
}) => {
  const app = await newApp(team.owner)
  const visitor = await new Visitor().signIn(team.member)
  const claims = essential({ value: "urn:other" })
  const page = await visitor.open(request(app, { claims }).path)
  expect(page.url.pathname).toBe("/authorize")
  expect(page.text).toContain("unmet_authentication_requirements")
  const silent = await visitor.open(request(app, { claims, prompt: "none" }).path)
  expect(silent.url.searchParams.get("error")).toBe("unmet_authentication_requirements")
  for (const wrong of ["{", "[]", "4"])
    expect((await visitor.open(request(app, { claims: wrong }).path)).text).toContain("invalid_request")
})

test("prompt=login and max_age ask for both factors again; a password confirmed elsewhere makes no sign-in fresh", async ({
  team,
}) => {
  const app = await newApp(team.owner)
  const { person, visitor, code } = await halfSignedIn(team.owner, app)
  const long = Math.floor(Date.now() / 1000) - 7200
  await letAge(person, { amr: ["pwd", "otp", "mfa"], assurance: 2, provedAt: new Date(long * 1000), authTime: null })
  const { id } = await db().session.findFirstOrThrow({ where: { userId: person.id, kind: "browser", endedAt: null } })
  await transaction((tx) => renewProof(tx, person.id, id))
  expect(decodeJwt((await redeem(app, await withCode(visitor, app))).id_token).auth_time).toBe(long)
  const page = await visitor.open(request(app, { prompt: "login" }).path)
  expect(page.text).toContain("two-factor authentication")
  const asked = request(app, { max_age: "60" })
  const { password } = person
  const stale = await visitor.open(asked.path)
  const tokens = await redeem(app, {
    ...asked,
    code: codeOf(await visitor.submit(stale, "Continue", { password, code: code(0) })),
  })
  expect(decodeJwt(tokens.id_token)).toMatchObject({ acr: two, amr: ["pwd", "otp", "mfa"] })
  expect(decodeJwt(tokens.id_token).auth_time).toBeGreaterThan(long + 3600)
  // Once it was turned off, the password is all there is, and the truth is less.
  await letAge(person, { provedAt: new Date(long * 1000), authTime: null })
  await behindTheirBacks(() =>
    db().userSecret.update({ where: { userId: person.id }, data: { totpSecret: null, totpConfirmedAt: null } }),
  )
  const again = request(app, { max_age: "60" })
  const less = await visitor.submit(await visitor.open(again.path), "Continue", { password })
  expect(decodeJwt((await redeem(app, { ...again, code: codeOf(less) })).id_token)).toMatchObject({
    acr: one,
    amr: ["pwd"],
  })
})
