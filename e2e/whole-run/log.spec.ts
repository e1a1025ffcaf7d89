import { readFileSync } from "node:fs"
import { origin } from "../document"
import { api, expect, good, invite, newAddress, newTeam, password, test } from "../fixtures"
import { makeKey } from "../samples"
import { notedSecrets, secretsIn } from "../secrets"

test("a log – the search itself finds secrets", () => {
  const text = 'begin {"msg":"a correct horse battery staple"} end nsk_0123456789abcdef'
  const secrets = ["correct horse battery", "nsk_0123456789abcdef", "nsk_0123456789abcdeX"]
  expect(secretsIn(text, secrets)).toEqual(["correct horse battery", "nsk_0123456789abcdef"])
})

test("the log of the whole run – contains no password, token, link or key (S-145)", async () => {
  test.setTimeout(120_000)
  const { owner, member } = await newTeam()
  // Where secrets could leak: addresses of links, queries, invalid headers, bodies that are not JSON.
  const { token } = await invite(owner, newAddress())
  await api(`GET /invites/${token}`)
  await api(`POST /invites/${token}/accept`, { body: { name: "N", password, more: password } })
  await fetch(`${origin()}/invites/${token}`)
  await fetch(`${origin()}/reset-password?token=${token}`)
  await api(`GET /users/me?access_token=${member.token}`)
  await api("POST /auth/login", { text: `{"email":"x","password":"${password}"` })
  await api("GET /users/me", { headers: { authorization: `Basic ${member.token}` } })
  const key = await makeKey(owner.send, { name: "Log", role: "guest", permissions: ["users:read"] })
  await api("GET /users", { token: key.secret })
  good(await api("POST /auth/refresh", { body: { refresh_token: member.refreshToken } }))
  const secrets = notedSecrets()
  expect(secrets.has(token) && secrets.has(password) && secrets.has(member.token)).toBe(true)
  expect(secrets.has(String(key.secret)) && secrets.has(member.refreshToken)).toBe(true)
  const log = readFileSync(String(process.env.NANOSTACK_SERVER_LOG), "utf8")
  expect(log).toContain('"route":"/v1/invites/{token}/accept"')
  expect(secretsIn(log, secrets), "secrets that stand in the log").toEqual([])
})
