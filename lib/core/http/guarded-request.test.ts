import { createServer, type RequestListener } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, expect, test, vi } from "vitest"

const settings = { mode: "production", OUTGOING_PRIVATE_RANGES: [] as string[] }
vi.mock("../env", () => ({ env: () => settings }))
vi.mock("../cache/singleton", () => ({ singleton: (_: string, make: () => unknown) => make() }))

const { postForm } = await import("./guarded-request")

const open: { close: () => void; closeAllConnections: () => void }[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
  Object.assign(settings, { mode: "production", OUTGOING_PRIVATE_RANGES: [] })
})

async function listening(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  open.push(server)
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  return (server.address() as AddressInfo).port
}

test("in production no private address is connected to, however it is written", async () => {
  const asked: string[] = []
  const port = await listening((req, res) => {
    asked.push(String(req.headers.host))
    res.end()
  })
  const hosts = [
    ...["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1", "0.0.0.0", "[::]"],
    ...["10.0.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "[fd00::1]", "[64:ff9b::7f00:1]", "localhost."],
  ]
  for (const host of hosts) await expect(postForm(`http://${host}:${port}/`, {}), host).rejects.toThrow()
  expect(asked).toEqual([])
})

test("outside of production loopback is, and in production what OUTGOING_PRIVATE_RANGES lists", async () => {
  const port = await listening((_, res) => res.writeHead(204).end())
  settings.mode = "demo"
  expect(await postForm(`http://127.0.0.1:${port}/`, {})).toBe(204)
  await expect(postForm(`http://10.0.0.1:${port}/`, {})).rejects.toThrow()
  Object.assign(settings, { mode: "production", OUTGOING_PRIVATE_RANGES: ["127.0.0.0/30"] })
  expect(await postForm(`http://127.0.0.1:${port}/`, {})).toBe(204)
})

test("the form arrives; redirects are not followed, and no body is read", async () => {
  settings.mode = "demo"
  const bodies: string[] = []
  const port = await listening(async (req, res) => {
    const parts: Buffer[] = []
    for await (const part of req) parts.push(part)
    bodies.push(Buffer.concat(parts).toString())
    res.writeHead(302, { location: "/again" })
    const endless = setInterval(() => res.write("x".repeat(65_536)), 1)
    res.on("close", () => clearInterval(endless))
  })
  expect(await postForm(`http://127.0.0.1:${port}/`, { a: "1 & 2" })).toBe(302)
  expect(bodies).toEqual(["a=1+%26+2"])
})

test("a server that never responds is given up after 5 seconds", async () => {
  settings.mode = "demo"
  const port = await listening(() => {})
  const since = performance.now()
  await expect(postForm(`http://127.0.0.1:${port}/`, {})).rejects.toThrow()
  expect(performance.now() - since).toBeLessThan(8_000)
})
