import type { Page } from "@playwright/test"
import { api, expect, good, invite, join, mailTo, newAddress, newTenant, type Person, register, test } from "./fixtures"
import { personAt } from "./pages"
import { anotherServer } from "./servers"

const fresh = "another-long-passphrase"

/** Path of a link, for the tested server. */
const pathOf = (link: string) => link.slice(new URL(link).origin.length)

async function resetLink(email: string) {
  good(await api("POST /auth/password/forgot", { body: { email } }))
  return mailTo(email, "reset_password")
}

/** Creates a link of each kind, with its page's text while it works. */
async function linksOf(admin: Person) {
  const person = await register()
  const keeper = await join(admin, "admin")
  good(await keeper.send("POST /api-keys", { name: "k", role: "guest", permissions: [] }))
  const { token } = await resetLink(keeper.email)
  good(await api("POST /auth/password/reset", { body: { token, new_password: fresh } }))
  const mails = [
    { mail: await mailTo(person.email, "verify_email"), says: "Verify your email" },
    { mail: await resetLink(keeper.email), says: "Choose a new password" },
    { mail: await mailTo(keeper.email, "review_api_keys"), says: "Did you create these API keys?" },
  ]
  const offer = await invite(admin, newAddress())
  const links = mails.map(({ mail, says }) => ({ path: pathOf(mail.link), token: mail.token, says }))
  return [...links, { path: `/invites/${offer.token}`, token: offer.token, says: /^Join / }]
}

const title = (page: Page) => page.getByRole("heading", { level: 1 })

for (const scripts of [true, false])
  test(`an emailed link's token leaves the address bar immediately, and reloading works, ${scripts ? "with" : "without"} JavaScript (S-144)`, async ({
    browser,
    baseURL,
    team,
  }) => {
    test.slow()
    const { context, page } = await personAt(browser, baseURL, scripts)
    const asked: string[] = []
    page.on("request", (request) => asked.push(request.url()))
    await page.goto("/login")
    for (const { path, token, says } of await linksOf(team.owner)) {
      asked.length = 0
      const opened = await page.goto(path)
      await expect(title(page)).toHaveText(says)
      expect(page.url()).not.toContain(token)
      expect(await opened?.headerValue("referrer-policy")).toBe("no-referrer")
      // The emailed address is requested once; no other request contains the token or goes elsewhere.
      expect(asked.filter((url) => url.includes(token))).toEqual([baseURL + path])
      expect(asked.filter((url) => !url.startsWith(String(baseURL)) && !url.startsWith("data:"))).toEqual([])
      await page.reload()
      await expect(title(page)).toHaveText(says)
      await page.goBack()
      expect(page.url()).not.toContain(token)
    }
    await context.close()
  })

for (const scripts of [true, false])
  test(`two links in two tabs stay apart, through reloads and forms, ${scripts ? "with" : "without"} JavaScript (S-144)`, async ({
    browser,
    baseURL,
    team,
  }) => {
    test.slow()
    const other = await newTenant()
    const offers = [await invite(team.admin, newAddress()), await invite(other, newAddress())]
    const { context, page } = await personAt(browser, baseURL, scripts)
    const tabs = [page, await context.newPage()]
    const titles: string[] = []
    for (const [i, tab] of tabs.entries()) {
      await tab.goto(`/invites/${offers[i]?.token}`)
      titles.push(String(await title(tab).textContent()))
    }
    expect(new Set(titles).size).toBe(2)
    for (const [i, tab] of tabs.entries()) {
      await tab.reload()
      await expect(title(tab)).toHaveText(String(titles[i]))
    }
    await page.getByRole("button", { name: "Decline" }).click()
    await expect(title(page)).toHaveText("This invitation was declined")
    expect(page.url()).not.toContain(offers[0]?.token)
    await tabs[1]?.reload()
    await expect(title(tabs[1] as Page)).toHaveText(String(titles[1]))
    const people = [await newTenant(), await newTenant()]
    for (const [i, tab] of tabs.entries()) await tab.goto(pathOf((await resetLink(String(people[i]?.email))).link))
    for (const tab of tabs) {
      await tab.reload()
      await tab.getByLabel("New password").fill(fresh)
      await tab.getByRole("button", { name: "Save new password" }).click()
      await expect(tab).toHaveURL(/\/login\?done=password-reset/)
    }
    for (const { email } of people)
      expect((await api("POST /auth/login", { body: { email, password: fresh } })).status).toBe(200)
    await context.close()
  })

test("a link works without cookies, its clean address elsewhere says to open the emailed one, and nothing is used up (S-144, U-11)", async ({
  browser,
  baseURL,
  page,
  team,
}) => {
  for (const { path, token, says } of await linksOf(team.owner)) {
    for (const method of ["GET", "HEAD", "GET"]) {
      const open = (address: string, cookie = "") =>
        fetch(baseURL + address, { method, redirect: "manual", headers: { cookie } })
      const first = await open(path)
      const to = String(first.headers.get("location"))
      expect([first.status, first.headers.get("cache-control")]).toEqual([303, "private, no-store"])
      expect([path, (await open(to)).status]).toEqual([path, 200])
      const clean = await open(to, String(first.headers.getSetCookie()[0]?.split(";")[0]))
      expect([clean.status, String(clean.headers.get("location")).includes(token)]).toEqual([303, false])
    }
    await page.goto(path)
    await expect(title(page)).toHaveText(says)
    const stranger = await personAt(browser, baseURL)
    await stranger.page.goto(page.url())
    await expect(stranger.page.getByRole("main")).toContainText(/Open the link/)
    await stranger.context.close()
  }
})

test("with an https address the token's cookie is Secure, HttpOnly, short-lived and bound to the host (S-144)", async () => {
  const server = await anotherServer({ PUBLIC_URL: "https://users.example.com" })
  const open = (path: string, cookie = "") => fetch(server.origin + path, { redirect: "manual", headers: { cookie } })
  try {
    for (const path of ["/reset-password?token=", "/verify-email?utm=1&token=", "/revoke-keys?token=", "/invites/"]) {
      const { headers } = await open(path + "A".repeat(43), "theme=dark")
      const to = new URL(String(headers.get("location")), server.origin)
      expect([to.origin, to.searchParams.get("utm")]).toEqual([server.origin, path.includes("utm") ? "1" : null])
      const name = to.searchParams.get("link") ?? to.pathname.split("/")[2]
      const line = `__Host-nanostack.link.${name}=${"A".repeat(43)}; Max-Age=3600; Path=/; HttpOnly; Secure; SameSite=Lax`
      expect(headers.getSetCookie()).toEqual([line])
    }
    const jar = new Map([["theme", "dark"]])
    for (let i = 0; i < 20; i++) {
      const sent = [...jar].map((pair) => pair.join("=")).join("; ")
      const { headers } = await open(`/reset-password?token=${"A".repeat(41)}${10 + i}`, sent)
      for (const line of headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (/Max-Age=0/.test(line)) jar.delete(name)
        else jar.set(name, value)
      }
    }
    const last = Array.from({ length: 8 }, (_, i) => `${"A".repeat(41)}${22 + i}`)
    jar.delete("theme")
    expect([...jar.values()]).toEqual(last)
  } finally {
    await server.stop()
  }
})

test("a verification link that is opened again says that the address is verified, and how to continue (U-8)", async ({
  browser,
  baseURL,
}) => {
  const { context, page } = await personAt(browser, baseURL, true)
  const person = await register()
  const mail = await mailTo(person.email, "verify_email")
  await page.goto(pathOf(mail.link))
  await page.getByRole("button", { name: "Verify email" }).click()
  await expect(page).toHaveURL(/\/login/)
  await page.goto(pathOf(mail.link))
  await expect(title(page)).toHaveText("Your email is already verified")
  await expect(page.getByText(person.email)).toBeVisible()
  await page.getByRole("link", { name: "Sign in" }).click()
  await expect(page).toHaveURL(/\/login/)
  await context.close()
})
