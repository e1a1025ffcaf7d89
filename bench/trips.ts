import { connect, createServer, type Socket } from "node:net"
import { ask, signIn } from "./api"
import { small } from "./fill"
import { startServer } from "./server"
import { median } from "./statistics"

/** PostgreSQL round trips and statements of one request. */
export type Trips = { trips: number; statements: number }

/** Counts an invite's round trips to PostgreSQL, with a separate server behind a counting proxy. */
export async function tripsOfInvite(databaseUrl: string): Promise<Trips> {
  const proxy = await countingProxy(databaseUrl)
  try {
    const server = await startServer(proxy.url)
    try {
      const token = await signIn(server.origin, "admin")
      const counts: Trips[] = []
      for (let i = 0; i < 8; i++) {
        await new Promise((done) => setTimeout(done, 300))
        const before = proxy.counts()
        const body = { email: `counted.${i}@example.com`, role: "member" }
        await ask(`${server.origin}/v1/organizations/${small.organization}/invites`, token, body)
        const after = proxy.counts()
        counts.push({ trips: after.trips - before.trips, statements: after.statements - before.statements })
      }
      const settled = counts.slice(3) // the first ones fill caches
      return { trips: median(settled.map((c) => c.trips)), statements: median(settled.map((c) => c.statements)) }
    } finally {
      await server.stop()
    }
  } finally {
    proxy.close()
  }
}

/**
 * Starts a proxy before PostgreSQL that counts round trips (ReadyForQuery), and statements without BEGIN, COMMIT and
 * ROLLBACK.
 */
async function countingProxy(databaseUrl: string) {
  const target = new URL(databaseUrl)
  // A UNIX socket's PostgreSQL listens here too.
  if (target.hostname.startsWith("%2F")) target.hostname = "127.0.0.1"
  const total: Trips = { trips: 0, statements: 0 }
  const sockets = new Set<Socket>()
  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname)
    let begun = false
    server.on(
      "data",
      messages((type, body) => {
        if (type === "Z" && begun) total.trips++
        // The first Z ends the sign-in; later ones count.
        if (type === "Z") begun = true
        if (type === "C" && !/^(BEGIN|START|COMMIT|ROLLBACK)/.test(body.toString("latin1"))) total.statements++
      }),
    )
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on("error", () => other.destroy())
      one.on("close", () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done))
  const address = proxy.address()
  const url = new URL(target)
  url.port = String(typeof address === "object" && address ? address.port : 0)
  const close = () => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  }
  return { url: url.href, counts: () => ({ ...total }), close }
}

/** Splits PostgreSQL's stream into messages: a letter, a length that includes itself, a body. */
export function messages(found: (type: string, body: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 5 && rest.length >= 1 + rest.readInt32BE(1)) {
      const end = 1 + rest.readInt32BE(1)
      found(String.fromCharCode(rest[0] ?? 0), rest.subarray(5, end))
      rest = rest.subarray(end)
    }
  }
}
