import { expect, test } from "./fixtures"
import { codeFor, newApp, redeem, request, Visitor } from "./oidc"

const anew = { prompt: "select_account" }

test("prompt=select_account asks for the account, and leads on with one button", async ({ team }) => {
  const app = await newApp(team.owner)
  const visitor = await new Visitor().signIn(team.member)
  const page = await visitor.open(request(app, anew).path)
  expect(page.text).toContain(team.member.email)
  expect((await visitor.submit(page, "Continue")).url.searchParams.get("code")).toBeTruthy()
})

test("prompt=select_account asks for the organization again, where there are several", async ({ team }) => {
  const app = await newApp(team.owner, { tenant_wide: true })
  const visitor = await new Visitor().signIn(team.owner)
  await codeFor(visitor, app, { organization_id: team.organizationId })
  const asked = request(app, anew)
  const page = await visitor.open(asked.path)
  expect(page.text).toContain(team.siblingId)
  const back = await visitor.submit(page, "Continue", { organization: team.siblingId })
  const tokens = await redeem(app, { ...asked, code: String(back.url.searchParams.get("code")) })
  expect(tokens.id_token).toBeTruthy()
  expect(JSON.parse(Buffer.from(String(tokens.id_token.split(".")[1]), "base64url").toString()).org).toBe(
    team.siblingId,
  )
})

test("prompt=select_account is no way around the question whether a third party is allowed", async ({ team }) => {
  const app = await newApp(team.owner, { third_party: true })
  const visitor = await new Visitor().signIn(team.member)
  const page = await visitor.open(request(app, anew).path)
  expect(page.text).toContain("See your email")
  expect((await visitor.submit(page, "Allow")).url.searchParams.get("code")).toBeTruthy()
})
