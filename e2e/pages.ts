import AxeBuilder from "@axe-core/playwright"
import { type Browser, type BrowserContext, expect, type Locator, type Page } from "@playwright/test"
import { behindTheirBacks, db } from "./database"
import { follow } from "./evidence"
import { mailTo } from "./mails"

/** Opens a separate browser for one person. */
export async function personAt(browser: Browser, baseURL: string | undefined, javaScriptEnabled = true) {
  const context = await browser.newContext({ baseURL: String(baseURL), javaScriptEnabled })
  follow(context)
  return { context, page: await context.newPage() }
}

/** Signs in through the page. */
export async function signInAt(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/login")
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL((url) => url.pathname !== "/login")
}

/** Signs out by the account menu. */
export async function signOutAt(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account:/ }).click()
  await page.getByRole("button", { name: "Sign out" }).click()
}

/** Opens the latest email's link on the tested server. */
export async function followMail(page: Page, address: string, template?: string): Promise<void> {
  const { link } = await mailTo(address, template)
  const { pathname, search } = new URL(link)
  await page.goto(`${pathname}${search}`)
}

/** Cookie of the session. */
export async function sessionCookie(context: BrowserContext) {
  return (await context.cookies()).find(({ name }) => name.endsWith("nanostack.session"))
}

/** Fields that a form without JavaScript would send, by name. */
export async function fieldsOf(form: Locator): Promise<Record<string, string>> {
  const controls = await form.locator("input[name], textarea[name], select[name]").all()
  const fields = controls.map(async (control) => [await control.getAttribute("name"), await control.inputValue()])
  return Object.fromEntries(await Promise.all(fields))
}

/** Sends a form's fields to its page, as a browser with this person's cookies would from a page of `origin`. */
export async function sendFrom(page: Page, fields: Record<string, string>, origin: string, site: string) {
  const headers = { origin, "sec-fetch-site": site }
  return page.request.post(page.url(), { multipart: fields, headers, failOnStatusCode: false })
}

/** Fails on axe's serious or critical findings (WCAG 2.2 AA), by all of its rules or the named ones. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  // Between two pages there is no title for a moment.
  await expect(page).toHaveTitle(/./)
  // Legacy mode opens no second page per check: none of our frames has another origin.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] })
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical")
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([])
}

/** Makes a person's last proof too old, so that what gives more asks for the password. */
export const letProofAge = ({ id }: { id: string }) =>
  behindTheirBacks(() =>
    db().session.updateMany({ where: { userId: id }, data: { provedAt: new Date(Date.now() - 7_200_000) } }),
  )
