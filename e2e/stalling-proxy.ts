import { connect, createServer, type Socket } from "node:net"

/** A proxy to the database that can close or stall the connection on which a server listens for changes. */
export type StallingProxy = { url: string; cut: () => void; stall: () => void; heal: () => void; close: () => void }

/**
 * Starts a proxy between a server and PostgreSQL. A stalled connection stays open and silent in both directions, like a
 * half-open one.
 * @param url of a test database on this machine
 */
export async function stallingProxy(url: string, listens: string): Promise<StallingProxy> {
  const target = new URL(url)
  const port = Number(target.port)
  const listeners = new Set<Socket>()
  const pairs = new Set<Socket>()
  let stalled = false
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1")
    let listener = false
    client.on("data", (data) => {
      if (data.includes(listens)) {
        listener = true
        listeners.add(client)
      }
      if (!(stalled && listener)) upstream.write(data)
    })
    upstream.on("data", (data) => !(stalled && listener) && client.write(data))
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      pairs.add(from)
      from.on("error", () => to.destroy())
      from.on("close", () => to.destroy())
    }
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const address = server.address()
  target.hostname = "127.0.0.1"
  target.port = String(typeof address === "object" ? address?.port : 0)
  const setStalled = (value: boolean) => () => {
    stalled = value
  }
  const cut = () => {
    for (const socket of listeners) socket.destroy()
    listeners.clear()
  }
  const close = () => {
    server.close()
    for (const socket of pairs) socket.destroy()
  }
  return { url: target.href, cut, close, stall: setStalled(true), heal: setStalled(false) }
}
