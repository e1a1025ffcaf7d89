import sharp from "sharp"
import { expect, join, newAddress, newTenant, test } from "./fixtures"
import { mailTo } from "./mails"
import { expectAccessible, personAt, signInAt } from "./pages"

const words = (scripts: boolean) => `${scripts ? "with" : "without"} JavaScript`

const image = async (name = "me.png") => ({
  name,
  mimeType: "image/png",
  buffer: await sharp({ create: { width: 400, height: 300, channels: 3, background: "#0b6450" } })
    .png()
    .toBuffer(),
})

for (const scripts of [true, false]) {
  test(`a person uploads a picture and removes it, ${words(scripts)}`, async ({ browser, baseURL, team }) => {
    const person = await join(team.owner, "member")
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, person.email, person.password)
    await page.goto("/profile")
    const field = page.getByLabel("Choose an image")
    await field.setInputFiles({ ...(await image("page.png")), buffer: Buffer.from("<svg/>") })
    await page.getByRole("button", { name: "Upload" }).click()
    await expect(page.getByText("Use a PNG, JPEG or WebP image.")).toBeVisible()
    await field.setInputFiles(await image())
    if (scripts) await expect(page.getByText("Preview. Not saved yet.")).toBeVisible()
    await page.getByRole("button", { name: "Upload" }).click()
    await expect(page.getByText("Saved.")).toBeVisible()
    const { data } = await person.send<{ avatar_url: string }>("GET /users/me")
    expect(data.avatar_url).toContain("/files/")
    await expect(page.getByRole("main").locator(`img[src="${data.avatar_url}"]`)).toBeVisible()
    if (scripts) await expectAccessible(page)
    await page.getByRole("button", { name: "Remove" }).click()
    await expect(page.getByText("Removed.")).toBeVisible()
    expect((await person.send("GET /users/me")).data).toMatchObject({ avatar_url: null })
    await context.close()
  })

  test(`an admin adds the logo, one of the first steps, and the switcher shows it, ${words(scripts)}`, async ({
    browser,
    baseURL,
  }) => {
    const owner = await newTenant()
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, owner.email, owner.password)
    const step = page.getByRole("main").getByRole("listitem").filter({ hasText: "Add your logo" })
    await expect(step).not.toContainText("Done")
    await step.getByRole("link").click()
    await page.getByLabel("Choose an image").setInputFiles(await image("logo.png"))
    await page.getByRole("button", { name: "Upload" }).click()
    await expect(page.getByText("Saved.")).toBeVisible()
    const { data } = await owner.send<{ logo_url: string }>(`GET /organizations/${owner.organizationId}`)
    await expect(page.getByRole("main").locator(`img[src="${data.logo_url}"]`)).toBeVisible()
    await page.goto(`/overview?org=${owner.organizationId}`)
    await expect(step).toContainText("Done")
    const file = new URL(data.logo_url).pathname
    await expect(page.getByRole("button", { name: /^Organization: / }).locator(`img[src="${file}"]`)).toBeVisible()
    await context.close()
  })

  test(`a person requests a new email, sees which one is pending, and cancels it, ${words(scripts)} (U-18)`, async ({
    browser,
    baseURL,
    team,
  }) => {
    const person = await join(team.owner, "member")
    const { context, page } = await personAt(browser, baseURL, scripts)
    await signInAt(page, person.email, person.password)
    await page.goto("/profile")
    const email = newAddress("changed")
    await expect(page.getByText(/you're signed out on all devices/)).toBeVisible()
    await page.getByLabel("New email").fill(email)
    await page.getByLabel("Your password").fill(person.password)
    await page.getByRole("button", { name: "Send confirmation email" }).click()
    await expect(page.getByText(`If ${email} is available`)).toBeVisible()
    await expect(page.getByText(`Waiting for you to confirm ${email}`)).toBeVisible()
    await page.getByRole("button", { name: "Cancel this change" }).click()
    await expect(page.getByText(`Waiting for you to confirm ${email}`)).toHaveCount(0)
    const { link } = await mailTo(email, "confirm_email")
    const token = new URL(link).searchParams.get("token")
    expect((await person.send("POST /auth/verify-email", { token })).outcome).toBe("410 token_expired")
    await context.close()
  })
}

test("sessions show when they expire (U-25), and permissions are in words (U-20)", async ({ page, team }) => {
  const person = await join(team.owner, "member")
  await signInAt(page, person.email, person.password)
  await page.goto(`/profile?org=${team.organizationId}`)
  await page.getByRole("link", { name: "Security" }).click()
  const sessions = page.getByRole("list", { name: "Sessions" }).getByRole("listitem")
  await expect(sessions.first()).toContainText("Expires")
  await page.getByRole("navigation", { name: "Profile sections" }).getByRole("link", { name: "Organizations" }).click()
  const list = page.getByRole("list", { name: "My permissions" })
  await expect(list).toContainText("View members")
  await expect(page.getByText("users:read")).toBeHidden()
  await page.getByText("Show details").click()
  await expect(page.getByText("users:read")).toBeVisible()
  await expectAccessible(page)
})

test("password forms name their account for password managers (U-10)", async ({ page, team }) => {
  const person = await join(team.owner, "member")
  await signInAt(page, person.email, person.password)
  for (const path of ["/profile", "/profile/security"]) {
    await page.goto(path)
    const field = page.locator("input[autocomplete=username]")
    await expect(field).toHaveAttribute("type", "text")
    await expect(field).toHaveValue(person.email)
  }
})
