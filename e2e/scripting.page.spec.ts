import { expect, good, invite, newAddress, newTeam, test } from "./fixtures"
import { signInAt } from "./pages"

/** Markup and scripts that have caused XSS elsewhere; each reports its number if it ever runs. */
const payloads = [
  "<script>alert(0)</script>",
  "</script><script>alert(1)</script>",
  "<img src=x onerror=alert(2)>",
  "<svg/onload=alert(3)>",
  '"><svg onload=alert(4)>',
  "' onmouseover='alert(5)",
  "javascript:alert(6)",
  "<iframe srcdoc='<script>parent.alert(7)</script>'>",
  "<a href=javascript:alert(8)>x</a>",
  "<math><mtext></table><img src onerror=alert(9)>",
  "<details open ontoggle=alert(10)>",
  "<style>@import'//e.test/x.css'</style>",
  "<base href=//e.test/>",
  "<meta http-equiv=refresh content=0;url=//e.test>",
  "&lt;script&gt;alert(14)&lt;/script&gt;",
  "\\u003cscript\\u003ealert(15)\\u003c/script\\u003e",
  "{{constructor.constructor('alert(16)')()}}",
  "`-alert(17)-`",
  "-->]]><script>alert(18)</script><!--",
  "<template><script>alert(19)</script></template>",
  "<object data=javascript:alert(20)>",
  "<form action=//e.test><button>x",
  "%3Cscript%3Ealert(22)%3C/script%3E",
]

test("names of people, organizations and browsers are text on every page (S-243)", async ({ page }) => {
  test.setTimeout(120_000)
  const team = await newTeam()
  const { organizationId: org, owner } = team
  const outside: string[] = []
  const dialogs: string[] = []
  const complaints: string[] = []
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on("request", (request) => {
    if (new URL(request.url()).hostname !== "localhost") outside.push(request.url())
  })
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text())
  })

  const made = payloads.map((name) =>
    owner.send<{ id: string }>("POST /users", { email: newAddress(), name, role: "member", organization_id: org }),
  )
  const [named] = (await Promise.all(made)).map(good)
  await invite(owner, newAddress(), { message: payloads.join("\n") })
  good(await owner.send(`PUT /organizations/${org}`, { name: payloads[1] }))
  good(await owner.send(`PUT /users/me`, { name: payloads[2], bio: payloads.join("\n") }))
  good(await owner.send("POST /api-keys", { name: payloads[3], role: "guest", permissions: [] }))

  await page.setExtraHTTPHeaders({ "user-agent": String(payloads[1]) })
  await signInAt(page, owner.email, owner.password)
  const paths = [
    "members?limit=100",
    `members/${named?.id}?`,
    "invites?",
    "api-keys?",
    "audit?",
    "organization?",
    "profile?",
  ]
  for (const path of paths) {
    await page.goto(`/${path}${path.endsWith("?") ? "" : "&"}org=${org}`)
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1)
  }
  const { token } = await invite(owner, newAddress(), { message: payloads[1] })
  await page.goto(`/invites/${token}`)
  await expect(page.getByText("</script>").first()).toBeVisible()
  expect({ dialogs, outside, complaints }).toEqual({ dialogs: [], outside: [], complaints: [] })
})
