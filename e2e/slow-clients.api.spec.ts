import { connect, type Socket } from "node:net"
import { expect, test } from "./fixtures"
import { anotherServer } from "./servers"

/** What each kind of client sends first; then a byte per second, or nothing. */
const kinds = {
  silent: "",
  headers: "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
  body: "POST /v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{",
}

/** Opens `each` connections of every kind. @returns those that are open; closed ones leave it */
function openSlowly(port: number, each: number): Set<Socket> {
  const open = new Set<Socket>()
  for (const opening of Object.values(kinds))
    for (let i = 0; i < each; i++) {
      const socket = connect(port, "127.0.0.1", () => socket.write(opening))
      open.add(socket)
      const drip = setInterval(() => opening && socket.write("x"), 1_000)
      socket.on("error", () => {}).on("data", () => {})
      socket.on("close", () => {
        clearInterval(drip)
        open.delete(socket)
      })
    }
  return open
}

test("clients that send slowly, or nothing, are cut off, and others are served meanwhile (S-256)", async ({ team }) => {
  test.setTimeout(90_000)
  const server = await anotherServer({ MAX_REQUESTS_IN_FLIGHT: "30", WORKER: "off" })
  try {
    const open = openSlowly(Number(new URL(server.origin).port), 100)
    const ask = async () => {
      const headers = { authorization: `Bearer ${team.admin.token}` }
      return (await fetch(`${server.origin}/v1/users/me`, { headers, signal: AbortSignal.timeout(5_000) })).status
    }
    for (let i = 0; i < 30; i++) expect(await ask()).toBe(200)
    expect(open.size).toBeGreaterThan(200)
    await expect.poll(() => open.size, { timeout: 45_000, intervals: [1_000] }).toBe(0)
    expect(await ask()).toBe(200)
  } finally {
    await server.stop()
  }
})
