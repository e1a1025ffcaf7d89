import { decodeJwt } from "jose"
import { sha256 } from "../lib/core/crypto"
import { behindTheirBacks, db } from "./database"
import { expect, join, test } from "./fixtures"
import { type App, newApp, post, refresh, Visitor } from "./oidc"

const grant_type = "urn:ietf:params:oauth:grant-type:device_code"
const tv = { type: "native", redirect_uris: [], device_code: true }

/** What the page says was done. Its texts are in every page that has the form. */
const outcome = ({ url }: { url: URL }) => url.searchParams.get("done")

async function begin(app: App, more: Record<string, string> = {}) {
  const form = { scope: "openid profile offline_access", ...more }
  const answer = await post(app, form, "/oauth/device_authorization")
  expect(answer.status).toBe(200)
  const [device_code, user_code] = [String(answer.device_code), String(answer.user_code)]
  return {
    answer,
    user_code,
    page: `/device?user_code=${user_code}`,
    poll: () => post(app, { grant_type, device_code }),
  }
}

test("a person signs in on a device: types its code, sees who asks, and confirms", async ({ team }) => {
  const app = await newApp(team.owner, tv)
  const { answer, user_code, page, poll } = await begin(app)
  expect(answer).toMatchObject({ expires_in: 600, verification_uri: expect.stringMatching(/\/oauth\/device$/) })
  expect(user_code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
  expect(await poll()).toMatchObject({ status: 400, error: "authorization_pending" })
  const visitor = await new Visitor().signIn(team.member)
  const asked = await visitor.open(`/oauth/device?user_code=${user_code.toLowerCase().replace("-", " ")}`)
  expect(asked.url.pathname).toBe("/device")
  for (const text of [user_code, "127.0.0.1", "Only continue if you started this"]) expect(asked.text).toContain(text)
  // Looking at it does nothing.
  expect(await poll()).toMatchObject({ error: "authorization_pending" })
  const done = await visitor.submit(await visitor.open(page), "Sign in on this device")
  expect(outcome(done)).toBe("allowed")
  const tokens = await poll()
  expect(decodeJwt(tokens.id_token)).toMatchObject({ sub: team.member.id, aud: app.id, amr: ["pwd"] })
  expect(await poll()).toMatchObject({ status: 400, error: "invalid_grant" })
  expect((await visitor.open(page)).text).toContain("This code is wrong or has expired")
})

test("a device's sign-in is its own: with offline_access it outlives the browser's, and a code twice ends it", async ({
  team,
}) => {
  const app = await newApp(team.owner, tv)
  const visitor = await new Visitor().signIn(await join(team.owner, "member"))
  const [one, two] = [await begin(app), await begin(app)]
  for (const { page } of [one, two]) await visitor.submit(await visitor.open(page), "Sign in on this device")
  const [first, second] = [await one.poll(), await two.poll()]
  expect(decodeJwt(first.id_token).sid).not.toBe(decodeJwt(second.id_token).sid)
  await visitor.signOut()
  const next = await refresh(app, first.refresh_token)
  expect(next.status).toBe(200)
  expect(await one.poll()).toMatchObject({ error: "invalid_grant" })
  expect(await refresh(app, next.refresh_token)).toMatchObject({ error: "invalid_grant" })
  expect((await refresh(app, second.refresh_token)).status).toBe(200)
})

test("canceling tells the device access_denied, and two people can't use one code", async ({ team }) => {
  const app = await newApp(team.owner, tv)
  const [ada, ben] = [await new Visitor().signIn(team.admin), await new Visitor().signIn(team.member)]
  const first = await begin(app)
  const [asked, late] = [await ada.open(first.page), await ben.open(first.page)]
  expect(outcome(await ada.submit(asked, "Cancel"))).toBe("denied")
  expect(outcome(await ben.submit(late, "Sign in on this device"))).toBeNull()
  expect(await first.poll()).toMatchObject({ status: 400, error: "access_denied" })
})

test("a proof older than 15 minutes is asked for again", async ({ team }) => {
  const app = await newApp(team.owner, tv)
  const person = await join(team.owner, "member")
  const visitor = await new Visitor().signIn(person)
  const old = new Date(Date.now() - 16 * 60_000)
  await behindTheirBacks(() =>
    db().session.updateMany({ where: { userId: person.id, kind: "browser" }, data: { provedAt: old } }),
  )
  const { page, poll } = await begin(app)
  const asked = await visitor.open(page)
  expect(asked.text).toContain('type="password"')
  const refused = await visitor.submit(asked, "Sign in on this device", { password: "not the password" })
  expect(outcome(refused)).toBeNull()
  expect(await poll()).toMatchObject({ error: "authorization_pending" })
  const done = await visitor.submit(asked, "Sign in on this device", { password: person.password })
  expect(outcome(done)).toBe("allowed")
})

test("only applications that say so get device codes, and only people whom they are for confirm them", async ({
  team,
  foreign,
}) => {
  const web = await newApp(team.owner)
  expect(await post(web, { scope: "openid" }, "/oauth/device_authorization")).toMatchObject({
    status: 400,
    error: "invalid_request",
    error_description: expect.stringContaining("device_code is not allowed"),
  })
  const { page, poll } = await begin(await newApp(foreign.owner, tv))
  const stranger = await new Visitor().signIn(team.member)
  expect((await stranger.open(page)).text).toContain("You don&#x27;t have access to")
  expect(await poll()).toMatchObject({ error: "authorization_pending" })
  const late = await begin(await newApp(team.owner, tv))
  const hash = sha256(`UserCode ${late.user_code.replace("-", "")}`)
  await db().oidcRecord.update({ where: { hash }, data: { expiresAt: new Date(0) } })
  expect((await stranger.open(late.page)).text).toContain("This code is wrong or has expired")
})
