import { request } from "node:http"
import { connect } from "node:net"
import { origin } from "./document"
import { api, expect, good, test } from "./fixtures"
import { sendRaw, statuses } from "./raw"

const head = (line: string, ...headers: string[]) => `${[line, "Host: localhost", ...headers].join("\r\n")}\r\n\r\n`

/** Sends the second after the first response, and returns everything until the connection is closed. */
function oneAfterTheOther(first: string, second: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect({ host: "127.0.0.1", port: Number(new URL(origin()).port) })
    let text = ""
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1")
    })
    socket.once("data", () => setTimeout(() => socket.write(second), 1_500))
    socket.setTimeout(15_000, () => socket.destroy())
    socket.on("close", () => done(text)).on("error", fail)
    socket.write(first)
  })
}

/** Offers of Java's default client, curl --http2 and browsers; all are ignored. */
const offers = [
  ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"],
  [
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
  ],
]

for (const offer of offers)
  test(`a request that offers ${offer[1]} gets an HTTP/1.1 response, and so does the next one on its connection (P-1)`, async () => {
    // A page first: it would make Next listen for upgrades.
    expect((await fetch(`${origin()}/login`)).status).toBe(200)
    for (const path of ["/api/v1/nothing", "/api/health/live", "/login", "/_next/webpack-hmr"]) {
      const expected = path.endsWith("live") || path === "/login" ? 200 : 404
      const text = await oneAfterTheOther(
        head(`GET ${path} HTTP/1.1`, ...offer),
        head("GET /api/v1/nothing HTTP/1.1", "Connection: close"),
      )
      expect([path, statuses(text)]).toEqual([path, [expected, 404]])
    }
    const body = '{"email":"nobody@example.com","password":"a wrong password"}'
    const headers = ["Content-Type: application/json", `Content-Length: ${body.length}`, ...offer]
    const { text } = await sendRaw(head("POST /v1/auth/login HTTP/1.1", ...headers) + body)
    expect(statuses(text)).toEqual([401])
  })

test("an incorrectly encoded path is 404, on pages and the API, whatever the method (O-7)", async () => {
  const bad = [
    "/%ff",
    "/invites/%ff",
    "/members/%E0%A4%A",
    "/%",
    "/_next/static/%ff.js",
    "/v1/invites/%ff",
    "/v1/%ff",
    "/v1/users/%ff",
    "/api/auth/%ff",
  ]
  for (const path of bad)
    for (const method of ["GET", "POST"]) {
      const { status } = await fetch(`${origin()}${path}`, { method, redirect: "manual" })
      expect([path, method, status]).toEqual([path, method, 404])
    }
})

/** Node's client sends what fetch rejects. */
const ask = (method: string, path: string, headers: Record<string, string> = {}, chunks: string[] = []) =>
  new Promise<{ status: number; allow: string | undefined; text: string }>((done, fail) => {
    const asked = request(`${origin()}${path}`, { method, headers, agent: false }, (response) => {
      let text = ""
      response.on("data", (chunk) => (text += chunk))
      response.on("end", () => done({ status: Number(response.statusCode), allow: response.headers.allow, text }))
      response.on("error", fail)
    })
    asked.on("error", fail)
    for (const chunk of chunks) asked.write(chunk)
    asked.end()
  })

test("pages support GET, HEAD and POST; other methods are 405 (P-13)", async () => {
  for (const method of ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "QUERY"]) {
    const { status, allow, text } = await ask(method, "/login")
    expect([method, status, allow]).toEqual([method, 405, "GET, HEAD, POST"])
    expect(text).toContain("<h1>405</h1>")
  }
})

test("a form is at most 1.1 MB, also without a Content-Length", async () => {
  const type = { "content-type": "multipart/form-data; boundary=b" }
  const begin = '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
  const chunked = (n: number) =>
    ask("POST", "/login", { ...type, "transfer-encoding": "chunked" }, [
      begin,
      ...Array.from({ length: n }, () => "x".repeat(100_000)),
    ])
  expect((await chunked(1)).status).not.toBe(413)
  // While still sending, the client may find the connection closed before the response is read.
  const large = await chunked(12).catch((error: NodeJS.ErrnoException) => ({
    status: error.code,
    text: "<h1>413</h1>",
  }))
  expect(["EPIPE", "ECONNRESET", 413]).toContain(large.status)
  expect(large.text).toContain("<h1>413</h1>")
  expect((await fetch(`${origin()}/login`)).status).toBe(200)
})

test("POST /auth/logout with a bearer and no body, with and without the JSON type, ends the session (P-9)", async ({
  team,
}) => {
  for (const type of [undefined, "application/json"]) {
    const { token } = good(
      await api<{ token: string }>("POST /auth/login", {
        body: { email: team.member.email, password: team.member.password },
      }),
    )
    const headers = { authorization: `Bearer ${token}`, ...(type ? { "content-type": type } : {}) }
    const { status } = await fetch(`${origin()}/v1/auth/logout`, { method: "POST", headers })
    expect([type, status]).toEqual([type, 204])
    expect((await api("GET /users/me", { token })).outcome).toBe("401 invalid_token")
  }
  // Where a field is required, an absent body keeps its error.
  expect((await fetch(`${origin()}/v1/auth/login`, { method: "POST" })).status).toBe(415)
})

test("PUT /users/me – an avatar's address has no control, invisible or direction characters (O-6)", async ({
  team,
}) => {
  for (const c of ["\0", "\u0001", "\u007f", "\u0085", "\u200b", "\u202e", "\u2066", "\ufeff", "\u2028", "\ud800"]) {
    const text = JSON.stringify({ avatar_url: `https://e.com/a${c}b` })
    expect((await team.member.send("PUT /users/me", undefined, { text })).outcome, JSON.stringify(c)).toBe(
      "422 validation_failed",
    )
  }
})
