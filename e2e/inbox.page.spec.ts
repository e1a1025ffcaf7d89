import { get } from "node:http"
import { expect, invite, newAddress, test } from "./fixtures"

test("a newcomer without any mail provider reads the invitation in the browser and follows its link", async ({
  page,
  team,
}) => {
  const requests: string[] = []
  page.on("request", (request) => requests.push(request.url()))
  await page.goto("/dev/inbox")
  await expect(page.getByRole("heading", { name: "Local inbox" })).toBeVisible()

  const email = newAddress()
  const { token } = await invite(team.admin, email, { message: "Welcome <b>aboard</b>!" })
  await page.getByText(`to ${email}`).click({ timeout: 15_000 }) // the list is live

  const frame = page.frameLocator("iframe")
  await expect(frame.getByText("Welcome <b>aboard</b>!")).toBeVisible()
  const popup = page.waitForEvent("popup")
  await frame.getByRole("link", { name: "View invitation" }).click()
  const opened = await popup
  await expect(opened.getByText(email).first()).toBeVisible()
  await opened.close()

  await page.getByRole("link", { name: "Text", exact: true }).click()
  await expect(page.getByRole("link", { name: token })).toHaveAttribute("href", new RegExp(`/invites/${token}$`))
  await page.getByRole("link", { name: "Source", exact: true }).click()
  await expect(page.getByText("Welcome &lt;b&gt;aboard&lt;/b&gt;!")).toBeVisible()
  const own = new URL(page.url()).origin
  expect(requests.filter((url) => !url.startsWith(own))).toEqual([])
})

test("the frame shows the message as sent: its styles apply, and nothing in it runs", async ({ page, team }) => {
  const email = newAddress()
  await invite(team.admin, email)
  await page.emulateMedia({ colorScheme: "dark" })
  await page.goto("/dev/inbox")
  await page.getByText(`to ${email}`).click()
  const frame = page.frameLocator("iframe")
  await expect(frame.locator(".card")).toHaveCSS("background-color", "rgb(21, 26, 24)")
  await expect(page.locator("iframe")).not.toHaveAttribute("sandbox", /allow-scripts|allow-same-origin/)
})

test("the inbox works without JavaScript", async ({ browser, baseURL, team }) => {
  const email = newAddress()
  await invite(team.admin, email)
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: String(baseURL) })
  const page = await context.newPage()
  await page.goto("/dev/inbox")
  await page.getByText(`to ${email}`).click()
  await expect(page.frameLocator("iframe").getByRole("link", { name: "View invitation" })).toBeVisible()
  await context.close()
})

for (const path of ["/dev/inbox", "/dev/inbox/mail_x"])
  test(`${path} only responds to this machine's own names`, async ({ baseURL }) => {
    const status = await new Promise<number | undefined>((done, fail) => {
      get(new URL(path, baseURL), { headers: { host: "rebound.example" } }, (response) => {
        response.resume()
        done(response.statusCode)
      }).on("error", fail)
    })
    expect(status).toBe(404)
  })
