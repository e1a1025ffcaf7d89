import { connect, createServer, type Socket } from "node:net"

/**
 * Starts a proxy between two programs that injects faults. `delay` holds back the target's responses, in milliseconds;
 * `silent` forwards nothing, as a broken network does; `cutAfter` closes the connection on which the n-th message is
 * sent (a statement, for PostgreSQL), before or after forwarding it.
 */
export async function faultProxy(target: { host: string; port: number }, own = 0) {
  const sockets = new Set<Socket>()
  const state = { delay: 0, silent: false, cut: null as null | { left: number; passOn: boolean; then: () => void } }
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host)
    client.on("data", (data) => {
      if (state.silent) return
      const { cut } = state
      // A server's own heartbeat is not a statement of a request.
      if (cut && !data.includes("pg_notify($1") && --cut.left === 0) {
        state.cut = null
        if (cut.passOn) upstream.write(data)
        cut.then()
        // Forwarded data has to arrive; its response must not come back.
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
    /** Cancels the cut; returns whether it has already happened. */
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
