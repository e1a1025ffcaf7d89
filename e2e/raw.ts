import { createServer, connect as open, type Socket } from "node:net"
import { origin } from "./document"

/**
 * Sends bytes that no HTTP client would, and returns everything until the server closed the connection or was silent
 * for a second after its response.
 */
export function sendRaw(...pieces: (string | Buffer)[]): Promise<{ text: string; closed: boolean }> {
  const { hostname, port } = new URL(origin())
  return new Promise((done, fail) => {
    const socket = open({ host: hostname === "localhost" ? "127.0.0.1" : hostname, port: Number(port) })
    let text = ""
    const end = (closed: boolean) => {
      socket.destroy()
      done({ text, closed })
    }
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1")
      socket.setTimeout(1_000)
    })
    socket.setTimeout(8_000, () => end(false))
    socket.on("close", () => end(true))
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" || error.code === "EPIPE" ? end(true) : fail(error),
    )
    for (const piece of pieces) socket.write(piece)
  })
}

/** Returns the statuses of the received responses, in order. */
export const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))

/** Listens on an unused port of this machine, and counts connections. */
export async function trap(): Promise<{ port: number; visits: () => number; close: () => void }> {
  const visitors: Socket[] = []
  const server = createServer((socket) => {
    visitors.push(socket)
    socket.destroy()
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  const address = server.address()
  const port = typeof address === "object" && address ? address.port : 0
  return { port, visits: () => visitors.length, close: () => server.close() }
}
