import { connect, createServer, type Socket } from "node:net"

/**
 * A slow connection to the database, so that the server's capacity is bounded by the database and not by this machine.
 */
export type SlowProxy = { url: string; hold: () => void; release: () => void; close: () => void }

/**
 * Starts a proxy between a server and PostgreSQL that delays what the server sends by `ms`; while on hold, until it is
 * released.
 * @param url of a test database on this machine
 */
export async function slowProxy(url: string, ms: number): Promise<SlowProxy> {
  const target = new URL(url)
  const port = Number(target.port)
  const open = new Set<Socket>()
  let held: (() => void)[] | null = null
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1")
    client.on("data", (data) => {
      const pass = () => upstream.write(data)
      setTimeout(() => (held ? held.push(pass) : pass()), ms)
    })
    upstream.on("data", (data) => client.write(data))
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one)
      one.on("error", () => other.destroy()).on("close", () => other.destroy())
    }
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const address = server.address()
  target.hostname = "127.0.0.1"
  target.port = String(typeof address === "object" ? address?.port : 0)
  return {
    url: target.href,
    hold: () => {
      held = []
    },
    release: () => {
      const waiting = held ?? []
      held = null
      for (const pass of waiting) pass()
    },
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
