import { randomBytes } from "node:crypto"
import { origin } from "./document"
import {
  alike,
  api,
  expect,
  good,
  invite,
  join,
  mailTo,
  newAddress,
  newTenant,
  type Person,
  register,
  test,
} from "./fixtures"
import { callback, newApp, request, Visitor } from "./oidc"
import { noteSecret } from "./secrets"

test.setTimeout(90_000)

const uri = "https://shop.example.com/welcome"
const password = "another correct horse"

async function shopOf(owner: Person, more: Record<string, unknown> = {}) {
  return newApp(owner, { name: "Shop & Co", return_uris: [uri], ...more })
}

/** The link of the latest email, with what it carries. */
async function linkTo(address: string, template: string) {
  const { link } = await mailTo(address, template)
  const url = new URL(link)
  const token = url.searchParams.get("token") ?? url.pathname.split("/").at(-1) ?? ""
  noteSecret(token)
  return { url, token, to: url.searchParams.get("to") }
}

const shown = (text: string) => ({
  submits: text.includes("Continue to Shop &amp; Co"),
  host: text.includes("shop.example.com"),
  href: /<a[^>]*href="(https:[^"]*)"/.exec(text)?.[1]?.replaceAll("&amp;", "&"),
})

test("POST /auth/password/forgot – a member goes on to an address of an application of their tenant, whose host is named", async () => {
  const owner = await newTenant()
  const app = await shopOf(owner)
  const { email } = await join(owner, "member")
  const to = `${uri}?plan=team&x=1`
  good(await api("POST /auth/password/forgot", { body: { email, application_id: app.id, return_to: to } }))
  const { url } = await linkTo(email, "reset_password")
  const visitor = new Visitor()
  const page = await visitor.submit(await visitor.open(url.href), "Save new password", { new_password: password })
  expect(page.url.pathname).toBe("/continue")
  expect(page.text).toContain("Password changed")
  expect(shown(page.text)).toEqual({ submits: true, host: true, href: to })
  const german = await visitor.open(page.url.href, { headers: { accept: "text/html", "accept-language": "de" } })
  expect(german.text).toContain("Weiter zu Shop &amp; Co")
})

test("POST /auth/password/forgot – an address that doesn't count is ignored, with the same response", async ({
  team,
}) => {
  const owner = await newTenant()
  const app = await shopOf(owner)
  const { email } = await join(owner, "member")
  const suspended = await shopOf(owner)
  good(await owner.send(`PUT /applications/${suspended.id}`, { status: "suspended" }))
  const plain = await api("POST /auth/password/forgot", { body: { email: newAddress() } })
  const ask = async (body: Record<string, unknown>) => {
    expect(alike(await api("POST /auth/password/forgot", { body }))).toBe(alike(plain))
    return (await linkTo(String(body.email), "reset_password")).to
  }
  const ignored = [
    { application_id: app.id },
    { return_to: uri },
    { application_id: app.id, return_to: "https://evil.example.com/welcome" },
    { application_id: app.id, return_to: `${uri}/more` },
    { application_id: app.id, return_to: `${uri}#x` },
    { application_id: app.id, return_to: "https://shop.example.com.evil.example.com/welcome" },
    { application_id: app.id, return_to: "https://ada:secret@shop.example.com/welcome" },
    { application_id: app.id, return_to: "https://shop.example.com/x/../welcome" },
    { application_id: app.id, return_to: "javascript:alert(1)" },
    { application_id: suspended.id, return_to: uri },
    { application_id: "app_0000000000000000000000000", return_to: uri },
  ]
  for (const asked of ignored) expect(await ask({ email, ...asked }), JSON.stringify(asked)).toBeNull()
  // Another tenant's person.
  expect(await ask({ email: team.guest.email, application_id: app.id, return_to: uri })).toBeNull()
})

test("POST /organizations/{id}/invites – a newcomer goes on to the application; others' applications are 422", async ({
  foreign,
}) => {
  const owner = await newTenant()
  const app = await shopOf(owner)
  const theirs = await shopOf(foreign.owner)
  const line = `POST /organizations/${owner.organizationId}/invites`
  const refused = [
    { application_id: theirs.id, return_to: uri },
    { application_id: app.id, return_to: "https://evil.example.com/" },
    { application_id: app.id },
    { return_to: uri },
  ]
  for (const more of refused)
    expect((await owner.send(line, { email: newAddress(), role: "member", ...more })).outcome).toBe(
      "422 validation_failed",
    )
  const email = newAddress()
  const made = good(
    await owner.send<{ id: string }>(line, { email, role: "member", application_id: app.id, return_to: uri }),
  )
  const first = await linkTo(email, "invite")
  expect(first.to).not.toBeNull()
  good(await owner.send(`${line}/${made.id}/resend`))
  const { url } = await linkTo(email, "invite")
  const visitor = new Visitor()
  const page = await visitor.submit(await visitor.open(url.href), "Join", { name: "Nora", password })
  expect(page.url.pathname).toBe("/continue")
  expect(shown(page.text)).toEqual({ submits: true, host: true, href: uri })
  // Without one, everything is as before.
  expect((await invite(owner, newAddress())).token).toMatch(/^[\w-]{43}$/)
})

test("POST /auth/verify-email/resend – a verified member goes on; no one else can name where", async () => {
  const owner = await newTenant()
  const app = await shopOf(owner)
  good(await owner.send(`PUT /organizations/${owner.organizationId}`, { sign_up: "open" }))
  const { email } = await register({ organization_id: owner.organizationId, email: newAddress("open") })
  const body = { email, application_id: app.id, return_to: uri }
  good(await api("POST /auth/verify-email/resend", { body }))
  const { url } = await linkTo(email, "verify_email")
  const forged = new URL(url)
  forged.searchParams.set("to", randomBytes(120).toString("base64url"))
  expect(
    (await new Visitor().open(`/continue?done=verified&to=${forged.searchParams.get("to")}`)).url.pathname,
  ).not.toBe("/continue")
  const visitor = new Visitor()
  const page = await visitor.submit(await visitor.open(url.href), "Verify email")
  expect(shown(page.text)).toEqual({ submits: true, host: true, href: uri })
  good(await owner.send(`PUT /applications/${app.id}`, { return_uris: [] }))
  expect((await visitor.open(page.url.href)).url.pathname).not.toBe("/continue")
})

/** A newcomer on the page of an organization that anyone may join, as an application has sent them there. */
async function newcomer(visitor: Visitor, path: string) {
  const email = newAddress("open")
  const signIn = await visitor.open(path)
  const [, link = ""] = /href="(\/register\?[^"]*)"/.exec(signIn.text) ?? []
  const page = link ? await visitor.open(link.replaceAll("&amp;", "&")) : signIn
  return { email, landed: await visitor.submit(page, "Create account", { name: "Nora", email, password }) }
}

/** An application of an organization that anyone may join. */
async function openShop(more: Record<string, unknown> = {}) {
  const owner = await newTenant()
  good(await owner.send(`PUT /organizations/${owner.organizationId}`, { sign_up: "open" }))
  return { owner, app: await shopOf(owner, more) }
}

test("someone who signs in to an application and has no account creates one, verifies it, and is signed in there", async () => {
  const { app } = await openShop()
  const visitor = new Visitor()
  const { email, landed } = await newcomer(visitor, request(app).path)
  expect(landed.url.pathname).toMatch(/^\/authorize\//)
  expect(landed.text).toContain("Verify your email first")
  const { url } = await linkTo(email, "verify_email")
  const page = await visitor.submit(await visitor.open(url.href), "Verify email")
  expect(page.url.pathname).toBe("/continue")
  expect(page.text).toContain(new URL(callback).host)
  const [, onward = ""] = /href="([^"]*\/oauth\/interaction\/[^"]*)"/.exec(page.text) ?? []
  // Another browser has not begun this sign-in: it can begin one in the application.
  const elsewhere = await new Visitor().open(onward)
  expect(elsewhere.text).toContain("This sign-in has expired")
  expect(elsewhere.text).toContain("Back to Shop &amp; Co")
  const back = await visitor.open(onward)
  expect(back.url.href.startsWith(`${callback}?code=`)).toBe(true)
})

test("an application that doesn't require a verified email gets its new person immediately", async () => {
  const { app } = await openShop({ require_verified_email: false })
  const { landed } = await newcomer(new Visitor(), request(app).path)
  expect(landed.url.href.startsWith(`${callback}?code=`)).toBe(true)
})

test("the registration page leads on to a return address that counts, and ignores others", async ({ foreign }) => {
  const { owner, app } = await openShop()
  const theirs = await shopOf(foreign.owner)
  const pathOf = (application_id: string, return_to: string) =>
    `/register?${new URLSearchParams({ organization_id: String(owner.organizationId), application_id, return_to })}`
  const { email, landed } = await newcomer(new Visitor(), pathOf(app.id, uri))
  expect(landed.url.pathname).toBe("/continue")
  expect(landed.text).toContain("Account created")
  expect(shown(landed.text)).toEqual({ submits: true, host: true, href: uri })
  expect((await linkTo(email, "verify_email")).to).not.toBeNull()
  for (const path of [
    pathOf(app.id, "https://evil.example.com/"),
    pathOf(theirs.id, uri),
    pathOf("app_unknown", uri),
  ]) {
    const other = await newcomer(new Visitor(), path)
    expect(other.landed.url.pathname, path).toBe("/profile")
    expect((await linkTo(other.email, "verify_email")).to).toBeNull()
  }
})

test("POST /auth/register – someone who joins goes on from the verification email; an address that doesn't count is ignored", async ({
  foreign,
}) => {
  const { owner, app } = await openShop()
  const theirs = await shopOf(foreign.owner)
  const registered = async (more: Record<string, unknown>) => {
    const { email } = await register({ organization_id: owner.organizationId, email: newAddress("open"), ...more })
    return linkTo(email, "verify_email")
  }
  const fine = await registered({ application_id: app.id, return_to: uri })
  const page = await new Visitor().open(fine.url.href)
  expect(shown((await new Visitor().submit(page, "Verify email")).text)).toEqual({
    submits: true,
    host: true,
    href: uri,
  })
  for (const ignored of [
    { application_id: app.id, return_to: `${uri}/more` },
    { application_id: app.id, return_to: `${origin()}/profile` },
    { application_id: app.id },
    { return_to: uri },
    { application_id: theirs.id, return_to: uri },
  ])
    expect((await registered(ignored)).to, JSON.stringify(ignored)).toBeNull()
  // A tenant of one's own is not the application's.
  expect((await registered({ organization_id: undefined, application_id: app.id, return_to: uri })).to).toBeNull()
})

test("PUT /applications/{id} – return URIs are https without a query, or http on this machine", async ({ team }) => {
  const app = await newApp(team.owner)
  const save = async (return_uri: string) =>
    (await team.owner.send(`PUT /applications/${app.id}`, { return_uris: [return_uri] })).outcome
  for (const fine of [uri, "http://localhost:5173/"]) expect(await save(fine)).toBe("200")
  for (const bad of [`${uri}?x=1`, "http://shop.example.com/", "com.example.app:/x", "javascript:alert(1)", `${uri}#x`])
    expect(await save(bad), bad).toBe("422 validation_failed")
})
