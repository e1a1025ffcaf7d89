import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { origin } from "./document"
import { api, expect, test } from "./fixtures"
import { sendRaw, statuses, trap } from "./raw"

const pages = ["/login", "/register", "/profile", "/members", "/organization", "/api/auth/session"]
const at = (path: string, init: RequestInit = {}) => fetch(origin() + path, { redirect: "manual", ...init })
const alive = async () => expect((await at("/api/health/live")).status).toBe(200)

test("the build – has no middleware that a page could depend on (S-002)", () => {
  const manifest = JSON.parse(
    readFileSync(new URL("../.next/server/middleware-manifest.json", import.meta.url), "utf8"),
  )
  expect(manifest.middleware).toEqual({})
})

test("malformed Flight payloads and unknown actions do nothing and the server continues (S-006, S-011)", async () => {
  const nested = `${"[".repeat(400_000)}${"]".repeat(400_000)}`
  const bodies = [
    "",
    "{",
    "[]",
    '["$1:__proto__:then"]',
    '{"then":"$B0"}',
    '["$F1","$@2","$L3"]',
    "$$$",
    '["$0"]',
    nested,
  ]
  for (const body of bodies)
    for (const action of ["x", "0".repeat(42), "$ACTION_ID_0", "constructor"])
      for (const type of ["text/plain;charset=UTF-8", "multipart/form-data; boundary=x", "application/json"]) {
        const content = type.startsWith("multipart")
          ? `--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n${body}\r\n--x--\r\n`
          : body
        const headers = { "next-action": action, "content-type": type, origin: origin() }
        const answer = await at("/login", { method: "POST", headers, body: content })
        expect(answer.status, `${action} ${type} ${body.slice(0, 30)}`).toBeLessThan(500)
        expect(answer.headers.get("set-cookie") ?? "").not.toContain("session=")
      }
  await alive()
})

test("Next's internal headers do not lift the limit of a body (S-012)", async () => {
  const body = Buffer.alloc(50 * 1024 * 1024, 120)
  for (const headers of [{ "next-resume": "1" }, { "next-action": "0".repeat(42) }] as Record<string, string>[]) {
    const answer = await at("/login", { method: "POST", headers, body }).catch(() => undefined)
    if (answer) expect(answer.status).toBeGreaterThanOrEqual(400)
  }
  await alive()
})

test("every page – Cache-Control forbids storing personal pages, also for RSC requests (S-013, S-015)", async ({
  team,
}) => {
  for (const path of pages)
    for (const headers of [{}, { rsc: "1" }, { rsc: "1", "next-router-prefetch": "1" }] as Record<string, string>[]) {
      const answer = await at(path, { headers })
      const control = answer.headers.get("cache-control") ?? ""
      expect(control, path).toContain("no-store")
      expect(control, path).not.toContain("s-maxage")
      expect(answer.headers.get("x-nextjs-cache"), path).toBeNull()
    }
  expect((await api("GET /users/me", { token: team.member.token })).headers.get("cache-control")).toBe("no-store")
})

test("a forged Host causes no request and no redirect to it (S-017)", async () => {
  const { port, visits, close } = await trap()
  const host = `127.0.0.1:${port}`
  for (const path of ["/", "/profile", "/login", "/api/auth/signin", "/members?org=org_123"])
    for (const method of ["GET", "POST"]) {
      const { text } = await sendRaw(
        `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: ${host}\r\nX-Forwarded-Proto: http\r\n` +
          `Next-Action: ${"0".repeat(42)}\r\nOrigin: http://${host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      )
      const [, location] = /^location: (.*)$/im.exec(text) ?? []
      expect(new URL(location?.trim() ?? "/", origin()).port, `${method} ${path}`).not.toBe(String(port))
      expect(text, path).not.toMatch(new RegExp(`https?://${host.replaceAll(".", "\\.")}`))
    }
  await sleep(300)
  expect(visits()).toBe(0)
  close()
})

test("GET /_next/image – 404 for every address (P-13), and nothing is fetched (S-018)", async () => {
  const { port, visits, close } = await trap()
  const urls = [
    `http://127.0.0.1:${port}/x.png`,
    "file:///etc/passwd",
    "//example.com/x.png",
    "/icon.svg",
    "/api/health/live",
  ]
  for (const url of urls)
    for (const w of [1, 64, 640, 99_999]) {
      const answer = await at(`/_next/image?url=${encodeURIComponent(url)}&w=${w}&q=75`)
      expect(answer.status, url).toBe(404)
    }
  expect(visits()).toBe(0)
  close()
})

test("an Upgrade, a CONNECT and an absolute address open no connection to other hosts (S-019)", async () => {
  const { port, visits, close } = await trap()
  const inner = `127.0.0.1:${port}`
  const upgrade =
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
  const lines = [
    `GET http://${inner}/ HTTP/1.1`,
    `CONNECT ${inner} HTTP/1.1`,
    "GET /_next/webpack-hmr HTTP/1.1",
    "GET * HTTP/1.1",
  ]
  for (const line of lines)
    for (const more of [upgrade, "Connection: close\r\n"]) {
      const { text } = await sendRaw(`${line}\r\nHost: ${inner}\r\n${more}\r\n`)
      expect(
        statuses(text).filter((status) => status === 101 || status === 200),
        line,
      ).toEqual([])
    }
  expect(visits()).toBe(0)
  close()
  await alive()
})

test("a request with an ambiguous length is rejected and its connection closed (S-022)", async () => {
  const head = "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
  const second = "GET /api/v1/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
  const ambiguous = [
    `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${second}`,
    `${head}Content-Length: 0\r\nContent-Length: ${second.length}\r\n\r\n${second}`,
    `${head}Content-Length: 0, ${second.length}\r\n\r\n${second}`,
    `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${second}`,
    `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${second}`,
    `${head}Content-Length: +0\r\n\r\n${second}`,
    `${head}X-Fold: a\r\n b\r\nContent-Length: 0\r\n\r\n${second}`,
    `${head}Content-Length : 0\r\n\r\n${second}`,
    `${head.replaceAll("\r\n", "\n")}Content-Length: 0\n\n${second}`,
  ]
  for (const bytes of ambiguous) {
    const { text, closed } = await sendRaw(bytes)
    expect(statuses(text), bytes.slice(60, 200)).toEqual([400])
    expect(closed, bytes.slice(60, 200)).toBe(true)
  }
  await alive()
})

test("a malformed Authorization header – 401 from the API, and never 500 from a page (S-037)", async () => {
  for (const authorization of [
    "Bearer %E0%A4%A",
    "Bearer %",
    "Bearer",
    "Bearer  x",
    "Basic %",
    "\u00ff",
    `Bearer ${"x".repeat(12_000)}`,
  ]) {
    for (const path of [...pages, "/", "/docs", "/invites/x", "/api/auth/csrf", "/api/auth/signin"])
      expect(
        (await at(path, { headers: { authorization } })).status,
        `${path} ${authorization.slice(0, 20)}`,
      ).toBeLessThan(500)
    expect((await at("/api/v1/users/me", { headers: { authorization } })).status).toBe(401)
  }
})

test("browser assets contain none of the server's settings (S-264)", () => {
  const folder = fileURLToPath(new URL("../.next/static", import.meta.url))
  const { password } = new URL(String(process.env.DATABASE_URL))
  const secrets = [password, process.env.AUTH_SECRET, "DATABASE_URL", "postgresql://"].filter(Boolean)
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(js|css|json|map)$/.test(name),
  )
  expect(files.length).toBeGreaterThan(10)
  for (const name of files) {
    const text = readFileSync(join(folder, name), "utf8")
    for (const secret of secrets)
      expect(text.includes(String(secret)), `${name}: ${String(secret).slice(0, 6)}…`).toBe(false)
  }
})
