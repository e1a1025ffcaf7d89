import { readFileSync } from "node:fs"
import { checkAnswer, origin } from "./document"
import { expect, mailTo, newAddress, test } from "./fixtures"

type Command = { method: string; path: string; headers: string[]; body: Record<string, unknown> | undefined }

const guide = readFileSync(new URL("user-management.txt", import.meta.url), "utf8")

/** The guide's curl commands, in order. */
const commands: Command[] = [...guide.matchAll(/^curl [\s\S]*?https:\/\/api\S+$/gm)].map(([text]) => {
  const body = /-d '([^']*)'/.exec(text)?.[1]
  return {
    method: /-X ([A-Z]+)/.exec(text)?.[1] ?? "GET",
    path: /https:\/\/api\.nanostack\.dev(\S+)/.exec(text)?.[1] ?? "",
    headers: [...text.matchAll(/-H "([^"]*)"/g)].map((match) => match[1] ?? ""),
    body: body === undefined ? undefined : JSON.parse(body),
  }
})

/** The guide's addresses are masked in our copy of it. */
const addresses: Record<string, string> = {
  "John Doe": newAddress("john"),
  "Jane Smith": newAddress("jane"),
}
const newcomer = newAddress("newcomer")

async function run({ method, path, headers, body }: Command, token = "", more: Record<string, unknown> = {}) {
  const sent = headers.map((header) => header.split(": ")).map(([name = "", value = ""]) => [name, value] as const)
  const response = await fetch(origin() + path, {
    method,
    headers: Object.fromEntries(sent.map(([name, value]) => [name, value.replace(/Bearer .*/, `Bearer ${token}`)])),
    body: body && JSON.stringify({ ...body, ...more }),
  })
  const text = await response.text()
  const answer = text === "" ? null : JSON.parse(text)
  await checkAnswer(method, path.replace(/^\/v1/, ""), response.status, answer)
  return { status: response.status, data: answer?.data, error: answer?.error }
}

async function login(email: string, password: string): Promise<{ token: string; refresh_token: string }> {
  const login = { method: "POST", path: "/v1/auth/login", headers: ["Content-Type: application/json"], body: {} }
  return (await run(login, "", { email, password })).data
}

test("the guide – every command works as printed, in order, on fresh demo data", async () => {
  const next = () => commands.shift() ?? { method: "", path: "", headers: [], body: undefined }
  const email = addresses["John Doe"]
  const total = commands.length

  const register = next()
  const registered = await run(register, "", { email })
  expect(registered.status).toBe(201)
  const { user, token, expires_at } = registered.data
  expect(user).toMatchObject({ email, name: "John Doe", organization_id: "org_123", role: "member" })
  const printed = JSON.parse(/Response:\n+(\{[\s\S]*?\n\})/.exec(guide)?.[1] ?? "{}").data
  for (const [field, value] of Object.entries({
    ...printed.user,
    token: printed.token,
    expires_at: printed.expires_at,
  })) {
    const ours = user[field] ?? registered.data[field]
    expect(typeof ours, field).toBe(typeof value)
  }
  const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
  expect(user.id).toMatch(/^user_\w+$/)
  expect(user.created_at).toMatch(shape)
  expect(expires_at).toMatch(shape)
  expect(token.split(".")[0]).toBe(printed.token.split(".")[0])
  expect(Date.parse(expires_at) - Date.parse(user.created_at)).toBeGreaterThanOrEqual(86_400_000)
  expect((await mailTo(email ?? "")).subject).toBe("Verify your email")

  const admin = await login("admin@example.com", "nanostack-demo")
  const created = await run(next(), admin.token, { email: addresses["Jane Smith"] })
  expect(created).toMatchObject({
    status: 201,
    data: { name: "Jane Smith", role: "admin", organization_id: "org_123" },
  })
  expect((await mailTo(addresses["Jane Smith"] ?? "")).subject).toContain("Ada Winter")

  const signedIn = await run(next(), "", { email })
  expect(signedIn).toMatchObject({ status: 200, data: { user: { id: user.id, email } } })

  expect(await run(next(), signedIn.data.token)).toMatchObject({ status: 200, data: { id: user.id, email } })

  const refreshed = await run(next(), "", { refresh_token: signedIn.data.refresh_token })
  expect(refreshed).toMatchObject({ status: 200, data: { user: { id: user.id } } })
  expect(refreshed.data.refresh_token).not.toBe(signedIn.data.refresh_token)

  const promoted = await run(next(), admin.token)
  const permissions = ["billing:read", "users:read", "users:write"]
  expect(promoted).toMatchObject({ status: 200, data: { id: "user_456", role: "admin", permissions } })

  expect(await run(next(), signedIn.data.token)).toMatchObject({ status: 200, data: { name: "John Doe" } })

  const profile = { name: "John Updated", bio: "Software Developer", avatar_url: "https://example.com/avatar.jpg" }
  expect(await run(next(), signedIn.data.token)).toMatchObject({ status: 200, data: profile })

  const alex = await login("alex@example.com", "old-password")
  expect((await run(next(), alex.token)).status).toBe(200)
  expect((await login("alex@example.com", "new-secure-password")).token).toBeTruthy()

  const members = await run(next(), admin.token)
  expect(members.status).toBe(200)
  expect(members.data).toHaveLength(20)

  const invited = await run(next(), admin.token, { email: newcomer })
  expect(invited).toMatchObject({ status: 201, data: { email: newcomer, role: "member", status: "pending" } })
  expect((await mailTo(newcomer)).text).toContain("> Welcome to our team!")

  expect((await run(next(), admin.token)).status).toBe(204)
  expect(
    (
      await run(
        { method: "GET", path: "/v1/users/me", headers: ["Authorization: Bearer"], body: undefined },
        alex.token,
      )
    ).status,
  ).toBe(401)

  expect({ total, left: commands.length }).toEqual({ total: 12, left: 0 })
})
