import { randomBytes } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { beforeAll, expect, test } from "vitest"
import { requestContext } from "../context"
import { hideToken } from "./cookie"

beforeAll(() => {
  Object.assign(process.env, {
    AUTH_SECRET: randomBytes(48).toString("base64url"),
    NANOSTACK_MODE: "demo",
    PUBLIC_URL: "https://users.example.com",
  })
})

const token = "t".repeat(43)

function open(path: string, cookie?: string) {
  let sent: [number, Record<string, string | string[]>] | undefined
  const res = { writeHead: (...head: [number, Record<string, string | string[]>]) => ({ end: () => (sent = head) }) }
  const req = { method: "GET", url: path, headers: { cookie } }
  const hidden = hideToken(req as IncomingMessage, res as unknown as ServerResponse, path.split("?")[0] ?? "")
  return { hidden, location: sent?.[1].location, cookies: [sent?.[1]["set-cookie"] ?? []].flat() }
}

test("an emailed link leaves its token in a cookie of this host only", () => {
  const { location, cookies } = open(`/reset-password?token=${token}`, "theme=dark")
  const [, name] = /^\/reset-password\?link=([\w-]{16})$/.exec(String(location)) ?? []
  expect(cookies).toEqual([
    `__Host-nanostack.link.${name}=${token}; Max-Age=3600; Path=/; HttpOnly; Secure; SameSite=Lax`,
  ])
  expect(open("/reset-password").hidden).toBe(false)
})

test("a browser without cookies is given one first; where none comes back, the token stays in the address (U-11, S-144)", () => {
  for (const path of [`/reset-password?token=${token}`, `/invites/${token}`]) {
    const first = open(path)
    expect(first.location).toBe(`${path}${path.includes("?") ? "&" : "?"}try=1`)
    expect(first.cookies).toHaveLength(1)
    expect(open(String(first.location)).hidden).toBe(false)
    const back = open(String(first.location), first.cookies[0]?.split(";")[0])
    expect(back.location).toMatch(/^\/(reset-password\?link=|invites\/)[\w-]{16}$/)
  }
})

test("a browser keeps the eight most recently opened links, and other cookies are left alone", () => {
  const links = Array.from({ length: 9 }, (_, i) => `__Host-nanostack.link.${String(i).repeat(16)}=x`)
  const others = [
    "a",
    "__Host-nanostack.link.<bad>=x",
    "nanostack.link.aaaaaaaaaaaaaaaa=x",
    "__Host-nanostack.session=x",
  ]
  const { cookies } = open(`/verify-email?token=${token}`, [...others, ...links].join("; "))
  const dropped = cookies.filter((cookie) => cookie.includes("Max-Age=0"))
  expect(dropped.map((cookie) => cookie.split("=")[0])).toEqual(
    ["0", "1"].map((n) => `__Host-nanostack.link.${n.repeat(16)}`),
  )
  expect(cookies).toHaveLength(3)
})

test("a known device is recognized by this host's cookie, not by one that another subdomain can set", () => {
  const device = (cookie: string) => requestContext(new Headers({ cookie })).device
  expect(device("theme=dark; __Host-nanostack.device=abc; other=1")).toBe("abc")
  expect(device("nanostack.device=abc")).toBeUndefined()
  expect(requestContext(new Headers()).device).toBeUndefined()
})
