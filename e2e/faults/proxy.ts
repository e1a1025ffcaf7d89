import { connect, createServer, type Socket } from "node:net"

/**
 * Stands between a program and another one, and disturbs. `delay` holds back what the target says, in milliseconds;
 * `silent` passes nothing on, as a broken network does; `cutAfter` cuts the connection on which the n-th piece is sent
 * (a statement, for PostgreSQL), having passed that on or not.
 */
export async function faultProxy(target: { host: string; port: number }, own = 0) {
  const sockets = new Set<Socket>()
  const state = { delay: 0, silent: false, cut: null as null | { left: number; passOn: boolean; then: () => void } }
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host)
    client.on("data", (data) => {
      if (state.silent) return
      const { cut } = state
      // The beat by which a server hears that its connection lives is no statement of a request.
      if (cut && !data.includes("pg_notify($1") && --cut.left === 0) {
        state.cut = null
        if (cut.passOn) upstream.write(data)
        cut.then()
        // What was passed on is to arrive; its answer is not to come back.
        client.destroy()
        setTimeout(() => upstream.destroy(), 50)
        return
      }
      upstream.write(data)
    })
    upstream.on("data", (data) => {
      if (state.silent) return
      if (state.delay === 0) client.write(data)
      else setTimeout(() => client.writable && client.write(data), state.delay)
    })
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on("error", () => to.destroy())
      from.on("close", () => {
        sockets.delete(from)
        if (!state.silent) setTimeout(() => to.destroy(), 50)
      })
    }
  })
  await new Promise<void>((done) => server.listen(own, "127.0.0.1", done))
  const address = server.address()
  return {
    port: typeof address === "object" && address ? address.port : 0,
    delay: (ms: number) => {
      state.delay = ms
    },
    silent: (value: boolean) => {
      state.silent = value
    },
    cutAfter: (left: number, passOn: boolean, then = () => {}) => {
      state.cut = { left, passOn, then }
    },
    /** Whether the cut has happened or was called off now. */
    calm: () => {
      const happened = state.cut === null
      state.cut = null
      return happened
    },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
