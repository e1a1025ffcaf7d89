import { spawn } from "node:child_process"
import type { Application } from "../lib/applications/schema"
import { db } from "./database"
import { origin } from "./document"
import { api, expect, good, join, mailTo, newAddress, newTenant, password, signIn, test } from "./fixtures"
import { callback, signInTo } from "./oidc"
import { noteSecret } from "./secrets"

test.describe.configure({ timeout: 90_000 })

/** Runs `npm run nanostack -- …` on the tests' database, with prompts answered on standard input. */
function nanostack(args: string[], input = ""): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["bin/nanostack.mjs", ...args], { stdio: "pipe" })
    let [out, err] = ["", ""]
    child.stdout.on("data", (chunk) => {
      out += chunk
    })
    child.stderr.on("data", (chunk) => {
      err += chunk
    })
    child.on("close", (code) => done({ code, out, err }))
    child.stdin.end(input)
  })
}

test("the operator creates a super admin, whose password is never on the command line (S-269)", async () => {
  const email = newAddress("root")
  const weak = await nanostack(["super-admin", "create", email], "Root\npassword\n")
  expect([weak.code, weak.err]).toEqual([1, expect.stringMatching(/password/i)])
  const { code, out } = await nanostack(["super-admin", "create", email], `Root\n${password}\n`)
  expect(code).toBe(0)
  expect(out).toContain(`${email} is a super admin with a new account.`)
  expect(out).not.toContain(password)
  expect((await (await signIn(email)).send("GET /tenants")).status).toBe(200)
  const removed = await nanostack(["super-admin", "remove", email], `${email}\n`)
  expect(removed.out).toContain("is no longer a super admin")
  expect((await api("POST /auth/login", { body: { email, password } })).status).toBe(200)
})

test("no one becomes a super admin over HTTP: neither by registering, an invite, nor a token of one's own (S-268, S-269)", async () => {
  const owner = await newTenant()
  const there = `/organizations/${owner.organizationId}`
  const member = await join(owner, "member")
  expect((await owner.send(`PUT ${there}/users/${member.id}`, { role: "super_admin" })).status).toBeGreaterThanOrEqual(
    403,
  )
  expect(
    (await owner.send(`POST ${there}/invites`, { email: newAddress(), role: "super_admin" })).status,
  ).toBeGreaterThanOrEqual(403)
  for (const body of [{ super_admin: true }, { role: "super_admin" }])
    expect((await owner.send("PUT /users/me", body)).outcome).toBe("422 validation_failed")
  expect(await db().user.count({ where: { superAdmin: true, id: { in: [owner.id, member.id] } } })).toBe(0)
})

test("the operator sets a password: sessions end, the owner is notified", async () => {
  const owner = await newTenant()
  const next = "a password from the operator"
  expect((await nanostack(["password", "set", owner.email], `${next}\n`)).code).toBe(0)
  expect((await owner.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await signIn(owner.email, next)).id).toBe(owner.id)
  expect((await mailTo(owner.email, "password_changed")).text).not.toContain(next)
})

test("the operator deletes a tenant after typing its ID, and restores it", async () => {
  const owner = await newTenant()
  expect((await nanostack(["tenants", "delete", owner.tenantId], "yes\n")).code).toBe(1)
  good(await owner.send("GET /users/me"))
  expect((await nanostack(["tenants", "delete", owner.tenantId], `${owner.tenantId}\n`)).code).toBe(0)
  expect((await owner.send("GET /users/me")).status).toBe(401)
  expect((await nanostack(["tenants", "restore", owner.tenantId])).out).toContain(`Restored ${owner.tenantId}.`)
  expect((await signIn(owner.email)).tenantId).toBe(owner.tenantId)
})

test("the operator creates an application: a client signs in with the settings that are printed", async () => {
  const owner = await newTenant()
  const to = ["--type", "web", "--redirect", callback]
  const { out, code } = await nanostack(["app", "create", "Shop", ...to, "--tenant", owner.tenantId])
  const settings = Object.fromEntries(
    out
      .trim()
      .split("\n")
      .map((line) => line.split("=")),
  )
  noteSecret(settings.NANOSTACK_CLIENT_SECRET)
  expect([code, settings.NANOSTACK_ISSUER]).toEqual([0, origin()])
  const app = { id: settings.NANOSTACK_CLIENT_ID, secret: settings.NANOSTACK_CLIENT_SECRET }
  expect((await signInTo(owner, app)).tokens.status).toBe(200)
  const stored = good(await owner.send<Application>(`GET /applications/${app.id}`))
  expect(stored).toMatchObject({ made_by: null, organization_id: null, redirect_uris: [callback] })
  const [event] = good(await owner.send<unknown[]>(`GET /audit-events?target=${app.id}&action=application.created`))
  expect(event).toMatchObject({ action: "application.created", actor: { type: "system" } })

  const within = ["--organization", owner.organizationId]
  const own = await nanostack(["app", "create", "Tool", "--type", "spa", "--redirect", callback, ...within])
  expect(own.out).not.toContain("SECRET")
  const listed = await nanostack(["app", "list", ...within])
  expect([listed.out.includes("Tool"), listed.out.includes("Shop")]).toEqual([true, false])

  const wrong = await nanostack(["app", "create", "Shop", "--type", "web", "--redirect", "http://shop.example.com/"])
  expect([wrong.code, wrong.out]).toEqual([1, ""])
  expect((await nanostack(["app", "create", "Shop", ...within])).out).toContain("app create <name>")
  expect((await nanostack(["tenants", "list", "--type", "web"])).out).toContain("Usage:")
})

test("an unknown command, and a bad address, print the usage", async () => {
  const unknown = await nanostack(["frobnicate"])
  expect([unknown.code, unknown.out]).toEqual([1, expect.stringContaining("super-admin create <email>")])
  const bad = await nanostack(["super-admin", "create", "nobody"])
  expect([bad.code, bad.err]).toEqual([1, expect.stringContaining("Enter one email address")])
})
