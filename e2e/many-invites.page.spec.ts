import { readFile } from "node:fs/promises"
import type { Page } from "@playwright/test"
import { db } from "./database"
import { countMailsTo, expect, good, invite, join, newAddress, newTenant, test } from "./fixtures"
import { expectAccessible, personAt, signInAt } from "./pages"

type Person = { email: string; password: string; organizationId: string }

async function open(page: Page, { email, password, organizationId }: Person): Promise<void> {
  await signInAt(page, email, password)
  await page.goto(`/invites/many?org=${organizationId}`)
}

const row = (page: Page, text: string) =>
  page.getByRole("list", { name: "Rows" }).getByRole("listitem").filter({ hasText: text })
const file = (text: string, name = "people.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) })
const invitesOf = ({ organizationId }: Person) => db().invite.count({ where: { organizationId } })

test("an admin pastes people of each kind, corrects and skips some, sends, and keeps the result", async ({
  page,
  team,
}) => {
  const [plain, named, wrong, unwanted, pending] = ["plain", "named", "wrong", "unwanted", "pending"].map((name) =>
    newAddress(name),
  ) as [string, string, string, string, string]
  await invite(team.admin, pending)
  await open(page, team.admin)
  await expectAccessible(page)
  await page
    .getByLabel("Addresses")
    .fill(
      [`${plain}, "Brook, Ben" <${named}>`, team.member.email, team.suspended.email, pending].join("\n") +
        `\n${wrong.replace("@", " at ")}\n${unwanted}; ${plain.toUpperCase()}\n=HYPERLINK("x")`,
    )
  await page.getByLabel("Message").fill("Welcome to the pilot")
  await page.getByRole("combobox", { name: "Role" }).selectOption("guest")
  await page.getByRole("button", { name: "Check" }).click()
  await expect(page.getByRole("heading", { name: "3 can be invited" })).toBeFocused()
  for (const [text, state] of [
    [named, "Ready"],
    [team.member.email, "Already a member"],
    [team.suspended.email, "Suspended"],
    [pending, "Already invited"],
    ["wrong.", "Invalid email"],
    ["HYPERLINK", "Invalid email"],
  ] as const)
    await expect(row(page, text)).toContainText(state)
  await expect(row(page, plain)).toContainText(["Ready", "Duplicate"])
  expect(await countMailsTo(plain)).toBe(0)
  await expectAccessible(page)

  await row(page, "wrong.").getByRole("button", { name: /^Edit/ }).click()
  await page.getByLabel("Email", { exact: true }).fill(wrong)
  await page.getByRole("button", { name: "Check again" }).click()
  await expect(row(page, wrong)).toContainText("Ready")
  await row(page, unwanted).getByRole("button", { name: /^Skip/ }).click()
  await page.getByRole("button", { name: "Send 3 invitations" }).click()
  await expect(page.getByRole("heading", { name: "3 people invited" })).toBeVisible()
  await expect(row(page, named)).toContainText("Invited")
  await expectAccessible(page)

  const kept = page.waitForEvent("download")
  await page.getByRole("button", { name: "Download results" }).click()
  const text = await readFile(await (await kept).path(), "utf8")
  expect(text).toContain(`${wrong},,,Invited,`)
  expect(text).toContain(`${team.member.email},,,Already a member,`)
  expect(text).toContain(`"'=HYPERLINK(""x"")"`)
  const sent = await db().invite.findMany({ where: { email: { in: [plain, named, wrong, unwanted] } } })
  expect(sent.map(({ email, role, message }) => `${email} ${role} ${message}`).sort()).toEqual(
    [plain, named, wrong].map((email) => `${email} guest Welcome to the pilot`).sort(),
  )
  expect(sent.find(({ email }) => email === named)?.name).toBe("Brook, Ben")

  await page.getByRole("button", { name: "Invite more people" }).click()
  await page.getByRole("button", { name: "Check" }).click()
  await expect(row(page, named)).toContainText("Already invited")
  expect(await countMailsTo(named)).toBe(1)
})

test("an admin uploads a spreadsheet's CSV: semicolons, quotes, German columns, formulas, roles too high", async ({
  page,
  team,
}) => {
  const [ada, boss] = [newAddress("ada"), newAddress("boss")]
  await open(page, team.admin)
  const text = [
    "\ufeffName;E-Mail-Adresse;Rolle;Berechtigungen;Team",
    `"Winter; ""Ada""";${ada};Gast;billing:read reports:export;Blau`,
    `Boss;${boss};tenant_admin;;`,
    '=cmd|"/c calc"!A1;=1+1@x;member;;',
    `Twin;${ada.toUpperCase()};owner;;`,
  ].join("\r\n")
  await page.getByLabel("Or a CSV file").setInputFiles(file(text))
  await expect(page.getByText("people.csv: 4 rows")).toBeVisible()
  await expect(page.getByText("Unknown column, ignored: Team.")).toBeVisible()
  await page.getByRole("button", { name: "Check" }).click()
  await expect(page.getByRole("heading", { name: "1 can be invited" })).toBeVisible()
  await expect(row(page, boss)).toContainText("Role not allowed")
  await expect(row(page, "=1+1@x")).toContainText("Invalid email")
  await page.getByRole("button", { name: "Send 1 invitation" }).dblclick()
  await expect(page.getByRole("heading", { name: "1 person invited" })).toBeVisible()
  expect(await db().invite.findFirst({ where: { email: ada } })).toMatchObject({
    name: 'Winter; "Ada"',
    role: "guest",
    permissions: ["billing:read", "reports:export"],
    sendCount: 1,
  })
  expect(await countMailsTo(ada)).toBe(1)
})

test("an admin sees a file's errors before anything is sent", async ({ page, team }) => {
  await open(page, team.admin)
  const input = page.getByLabel("Or a CSV file")
  const rows = (n: number) => Array.from({ length: n }, (_, i) => `p${i}@rows.example.com`).join("\n")
  for (const [text, sentence] of [
    ["", "This file is empty."],
    ["email\n", "This file is empty."],
    [`email\n${rows(1001)}`, "This list has 1001 rows; the limit is 1,000."],
    ["x".repeat(10 * 1024 * 1024 + 1), "This file is larger than 10 MB."],
  ] as const) {
    await input.setInputFiles(file(text))
    await expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible()
  }
  await page.getByRole("button", { name: "Check" }).click()
  await expect(page.getByText("Enter at least one email address.")).toBeVisible()
  await page.getByLabel("Addresses").fill(rows(1001))
  await page.getByRole("button", { name: "Check" }).click()
  await expect(page.getByText("This list has 1001 rows")).toBeVisible()
})

test("an admin selects the columns of a table, and the encoding of a file (U-15)", async ({ page, team }) => {
  await open(page, team.admin)
  const [ivan, ben] = [newAddress("ivan"), newAddress("ben")]
  // Иван in windows-1251.
  const cyrillic = Buffer.concat([Buffer.from([0xc8, 0xe2, 0xe0, 0xed]), Buffer.from(`;x;${ivan}\r\n`)])
  const buffer = Buffer.concat([Buffer.from("sep=;\r\nWho;Team;Contact\r\n"), cyrillic])
  await page.getByLabel("Or a CSV file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer })
  await expect(page.getByLabel("Encoding")).toHaveValue("windows-1251")
  await expect(page.getByRole("cell", { name: "Иван" })).toBeVisible()
  await page.getByLabel("Encoding").selectOption("windows-1252")
  await expect(page.getByRole("cell", { name: "Èâàí" })).toBeVisible()
  await page.getByLabel("Encoding").selectOption("windows-1251")
  await expect(page.getByLabel("Contact")).toHaveValue("email")
  await page.getByLabel("Who").selectOption({ label: "Full name" })
  await expectAccessible(page)
  await page.getByRole("button", { name: "Check" }).click()
  await expect(row(page, ivan)).toContainText("Иван")
  await expect(row(page, ivan).getByTitle("Line 3")).toBeVisible()
  await page.getByRole("button", { name: "Edit list" }).click()
  await page.getByRole("button", { name: /people\.csv$/ }).click()
  await page.getByLabel("Addresses").fill("first,last,phone\nAda,Winter,1")
  await page.getByRole("button", { name: "Check" }).click()
  await expect(page.getByText("Which column holds the email address?").first()).toBeVisible()
  await page.getByLabel("Addresses").fill(`Lovelace, Ada <${ivan}>; Ben <${ben}>`)
  await page.getByRole("button", { name: "Check" }).click()
  await expect(row(page, ivan)).toContainText("Ada Lovelace")
  await expect(row(page, ben)).toContainText("Ben")
})

test("an admin checks a file of 1,000 rows", async ({ page }) => {
  test.setTimeout(90_000)
  const owner = await newTenant()
  await open(page, owner)
  const addresses = Array.from({ length: 1000 }, () => newAddress("row"))
  await page
    .getByLabel("Or a CSV file")
    .setInputFiles(file(["email,role", ...addresses.map((a) => `${a},guest`)].join("\n")))
  await page.getByRole("button", { name: "Check" }).click()
  await expect(page.getByRole("heading", { name: "1,000 can be invited" })).toBeVisible({ timeout: 80_000 })
  await expect(page.getByRole("list", { name: "Rows" }).getByRole("listitem")).toHaveCount(100)
  expect(await invitesOf(owner)).toBe(0)
})

test("an admin who leaves while invites are sent loses none of the sent ones, and continues without duplicates", async ({
  page,
}) => {
  const owner = await newTenant()
  await open(page, owner)
  const addresses = Array.from({ length: 60 }, () => newAddress("many")).join("\n")
  await page.getByLabel("Addresses").fill(addresses)
  await page.getByRole("button", { name: "Check" }).click()
  let chunks = 0
  await page.route("**/invites/many**", (route) =>
    route.request().method() === "POST" && ++chunks > 1 ? route.abort() : route.continue(),
  )
  await page.getByRole("button", { name: "Send 60 invitations" }).click()
  await expect(page.getByText(/Stopped after 25 of 60/)).toBeVisible()
  await expect(page.getByText(/The server didn't respond/)).toBeVisible()
  expect(await invitesOf(owner)).toBe(25)
  await page.unroute("**/invites/many**")
  await page.reload()
  await page.getByLabel("Addresses").fill(addresses)
  await page.getByRole("button", { name: "Check" }).click()
  await expect(page.getByRole("button", { name: /Ready 35/ })).toBeVisible()
  await page.getByRole("button", { name: "Send 35 invitations" }).click()
  await expect(page.getByRole("heading", { name: "35 people invited" })).toBeVisible({ timeout: 15_000 })
  const sent = await db().invite.findMany({ where: { organizationId: owner.organizationId } })
  expect([sent.length, sent.filter(({ sendCount }) => sendCount === 1).length]).toEqual([60, 60])
})

test("an admin on a phone finds an invite, reads it, resends and revokes it, with and without JavaScript", async ({
  browser,
  baseURL,
  team,
}) => {
  const admin = await join(team.owner, "admin")
  for (const scripts of [true, false]) {
    const email = newAddress("phone")
    const { id } = await invite(admin, email, { name: "Pia <b>Phone</b>", message: "Two\nlines", permissions: ["a:b"] })
    const { context, page } = await personAt(browser, baseURL, scripts)
    await page.setViewportSize({ width: 390, height: 844 })
    await signInAt(page, admin.email, admin.password)
    await page.goto(`/invites?org=${admin.organizationId}`)
    await page.getByRole("searchbox").fill(email.slice(0, 20).toUpperCase())
    await page.getByRole("button", { name: "Search" }).click()
    await expect(page.getByRole("row")).toHaveCount(2)
    if (scripts) await expectAccessible(page)
    await page.getByRole("link", { name: email }).click()
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(email)
    for (const text of ["Pia <b>Phone</b>", "Two\nlines", "a:b"])
      await expect(page.getByText(text).first()).toBeVisible()
    if (scripts) await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.getByRole("button", { name: /^Resend/ }).click()
    await expect(page.getByText("Invitation resent. The old link no longer works.")).toBeVisible()
    await page.getByText("Revoke…").click()
    await expect(page.getByText(/stops working immediately/)).toBeVisible()
    await page.getByRole("button", { name: "Revoke" }).click()
    await expect(page.getByText("Invitation revoked. The old link no longer works.")).toBeVisible()
    expect(await db().invite.findFirst({ where: { id } })).toMatchObject({ status: "revoked", sendCount: 2 })
    await context.close()
  }
})

test("pages of invites have stable addresses", async ({ page }) => {
  const owner = await newTenant()
  const invites = Array.from({ length: 51 }, (_, i) => ({ email: newAddress(`n${i}`), role: "guest" }))
  for (const some of [invites.slice(0, 50), invites.slice(50)])
    good(await owner.send(`POST /organizations/${owner.organizationId}/invites/bulk`, { invites: some }))
  await signInAt(page, owner.email, owner.password)
  await page.goto(`/invites?org=${owner.organizationId}&status=pending`)
  await page.getByRole("link", { name: "Next page" }).click()
  await expect(page.getByRole("row")).toHaveCount(2)
  await expect(page.getByRole("row").last()).toContainText(String(invites[0]?.email))
  await page.reload()
  await expect(page.getByRole("row")).toHaveCount(2)
  await expect(page.getByRole("link", { name: "Pending" })).toHaveAttribute("aria-current", "page")
})
