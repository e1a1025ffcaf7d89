import type { Page } from "@playwright/test"
import { db } from "./database"
import { operations } from "./document"
import { api, expect, good, invite, join, mailTo, newAddress, newTeam, register, test } from "./fixtures"
import { fieldsOf, sessionCookie, signInAt, signOutAt } from "./pages"
import { fill, queryOf, targetsOf } from "./samples"
import { anotherServer } from "./servers"
import { snapshot } from "./snapshot"

test("the session's cookie cannot be read by scripts or sent by other sites, and contains two IDs (S-024, S-052)", async ({
  page,
  team,
}) => {
  const permissions = Array.from(
    { length: 50 },
    (_, i) => `${"permission_".repeat(4)}${"abcdefghij"[i % 10]}:act${"vwxyz"[Math.floor(i / 10)]}`,
  )
  const person = await join(team.owner, "member", { permissions })
  await signInAt(page, person.email, person.password)
  const cookie = await sessionCookie(page.context())
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/", domain: "localhost" })
  expect(cookie?.value.length).toBeLessThan(1_000)
  const value = String(cookie?.value)
  for (const path of ["/profile", "/members", "/api/auth/session"])
    expect(await (await page.request.get(path)).text(), path).not.toContain(value)
})

test("with an https address cookies are Secure and bound to the host by their names (S-024)", async ({ team }) => {
  const PUBLIC_URL = "https://users.example.com"
  const server = await anotherServer({ PUBLIC_URL })
  try {
    const page = await fetch(`${server.origin}/login`)
    const body = new FormData()
    const hidden = /<input type="hidden" name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g
    for (const [, name = "", value = ""] of (await page.text()).matchAll(hidden))
      body.set(name, value.replaceAll("&quot;", '"'))
    body.set("email", team.member.email)
    body.set("password", team.member.password)
    body.set("next", "/profile")
    const cookie = page.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ")
    const headers = { cookie, origin: PUBLIC_URL, "sec-fetch-site": "same-origin" }
    const answer = await fetch(`${server.origin}/login`, { method: "POST", body, headers, redirect: "manual" })
    const session = answer.headers.getSetCookie().find((line) => line.includes("nanostack.session="))
    expect(session).toMatch(/^__Host-/)
    expect(session).toMatch(/; Secure/i)
    expect(session).toMatch(/; HttpOnly/i)
    expect(session).not.toMatch(/; Domain/i)
  } finally {
    await server.stop()
  }
})

test("a planted cookie is neither accepted nor kept by signing in (S-026)", async ({ page, team, baseURL }) => {
  await signInAt(page, team.guest.email, team.guest.password)
  const planted = await sessionCookie(page.context())
  if (!planted) throw new Error("there is no cookie")
  await signOutAt(page)
  await expect(page.getByText("You're signed out.")).toBeVisible()
  await page.context().addCookies([planted])
  await page.goto("/profile")
  await expect(page).toHaveURL(/\/login/)
  await signInAt(page, team.member.email, team.member.password)
  const own = await sessionCookie(page.context())
  expect(own?.value).not.toBe(planted.value)
  await page.context().clearCookies()
  await page.context().addCookies([{ ...planted, url: undefined, domain: new URL(String(baseURL)).hostname }])
  await page.goto("/profile")
  await expect(page).toHaveURL(/\/login/)
})

test("another site can sign no one in or out (S-029, S-032)", async ({ page, team }) => {
  await page.goto("/login")
  const form = page.locator("main form").filter({ has: page.getByLabel("Email") })
  const fields = { ...(await fieldsOf(form)), email: team.member.email, password: team.member.password }
  const evil = { origin: "https://evil.test", "sec-fetch-site": "cross-site" }
  await page.request.post("/login", { multipart: fields, headers: evil, failOnStatusCode: false })
  expect(await sessionCookie(page.context())).toBeUndefined()

  await signInAt(page, team.member.email, team.member.password)
  const own = await sessionCookie(page.context())
  for (const path of ["/api/auth/signout", "/api/auth/signout?callbackUrl=/", "/login"]) {
    await page.request.get(path, { headers: evil })
    await page.request.post(path, { form: { csrfToken: "x", json: "true" }, headers: evil, failOnStatusCode: false })
  }
  expect((await sessionCookie(page.context()))?.value).toBe(own?.value)
  await page.goto("/profile")
  await expect(page).toHaveURL(/\/profile/)
})

test("nothing is changed by GET and HEAD: not by the API, a page, or an emailed link (S-030)", async ({ page }) => {
  test.setTimeout(120_000)
  const team = await newTeam()
  const fresh = await register()
  const offer = await invite(team.admin, newAddress())
  await api("POST /auth/password/forgot", { body: { email: team.member.email } })
  const mailed = [await mailTo(fresh.email, "verify_email"), await mailTo(team.member.email, "reset_password")]
  const links = [...mailed.map(({ link }) => link.slice(new URL(link).origin.length)), `/invites/${offer.token}`]
  const targets = await targetsOf(team)
  await signInAt(page, team.owner.email, team.owner.password)
  const before = await snapshot(team)
  const account = await db().user.findUnique({ where: { id: fresh.id } })

  for (const row of (await operations()).filter(({ method }) => method === "GET"))
    for (const method of ["GET", "HEAD"])
      await api(`${method} ${fill(row.path, targets, offer.token)}?${queryOf(row.operation, targets)}`, {
        token: team.owner.token,
      })
  const org = `?org=${team.organizationId}`
  const pages = [
    "members",
    `members/${targets.user}`,
    "invites",
    "invites/new",
    "api-keys",
    "audit",
    "organization",
    "profile",
  ]
  for (const path of [...links, ...pages.map((one) => `/${one}${org}`), `/audit/export${org}`, "/profile/export"]) {
    await page.request.head(path)
    expect((await page.request.get(path)).status(), path).toBe(200)
  }
  expect(await snapshot(team)).toBe(before)
  expect(await db().user.findUnique({ where: { id: fresh.id } })).toEqual(account)
  good(
    await api("POST /auth/verify-email", { body: { token: new URL(mailed[0]?.link ?? "").searchParams.get("token") } }),
  )
})

test("a demoted person's browser loses the role with the next click (S-043)", async ({ page, team }) => {
  const person = await join(team.owner, "admin")
  await signInAt(page, person.email, person.password)
  await page.goto(`/api-keys?org=${team.organizationId}`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("API keys")
  good(await team.owner.send(`PUT /organizations/${team.organizationId}/users/${person.id}`, { role: "guest" }))
  await page.reload()
  await expect(page.getByText("“View API keys”")).toBeVisible()
})

test("after signing out the browser contains no personal data (S-050)", async ({ page, team }) => {
  await signInAt(page, team.member.email, team.member.password)
  await page.goto(`/members?org=${team.organizationId}`)
  await signOutAt(page)
  await expect(page.getByText("You're signed out.")).toBeVisible()
  expect(await kept(page)).toEqual({ local: [], session: [], databases: [], caches: [] })
  expect(await sessionCookie(page.context())).toBeUndefined()
})

/** Returns everything that scripts could find in this browser; Next's own scroll positions contain no names. */
function kept(page: Page) {
  return page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.entries(sessionStorage).filter(([, value]) => /@|token|ey[JK]/.test(value)),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }))
}

test("a password can be pasted, filled by a password manager, and have any length (S-087)", async ({
  page,
  context,
  team,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  await page.goto("/login")
  const field = page.getByLabel("Password", { exact: true })
  await page.evaluate((text) => navigator.clipboard.writeText(text), team.member.password)
  await field.focus()
  await page.keyboard.press("Control+V")
  await expect(field).toHaveValue(team.member.password)
  await expect(field).toHaveAttribute("type", "password")
  await expect(field).toHaveAttribute("autocomplete", "current-password")
  await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", "username webauthn")
  expect(Number((await field.getAttribute("maxlength")) ?? Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(128)
  await page.goto("/register")
  await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("autocomplete", "new-password")
})
