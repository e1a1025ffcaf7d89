import { type AddressInfo, connect, createServer, type Socket } from "node:net"

/** A proxy to a server that can cut its streams of events, while other requests pass. */
export async function cuttingProxy(to: string) {
  const streams = new Set<Socket>()
  const all = new Set<Socket>()
  let isCut = false
  const server = createServer((socket) => {
    all.add(socket)
    socket.on("error", () => {}).once("close", () => all.delete(socket))
    socket.once("data", (first) => {
      const isStream = first.toString("latin1").startsWith("GET /api/v1/revocations")
      if (isStream && isCut) return socket.destroy()
      if (isStream) streams.add(socket)
      const { port, hostname } = new URL(to)
      const onward = connect(Number(port), hostname)
      onward.on("error", () => socket.destroy()).once("close", () => socket.destroy())
      socket.once("close", () => onward.destroy() && streams.delete(socket))
      onward.write(first)
      socket.pipe(onward).pipe(socket)
    })
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    /** Closes the streams and refuses new ones. */
    cut: () => {
      isCut = true
      for (const socket of streams) socket.destroy()
    },
    mend: () => {
      isCut = false
    },
    close: () => {
      for (const socket of all) socket.destroy()
      server.close()
    },
  }
}
