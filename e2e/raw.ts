import { createServer, connect as open, type Socket } from "node:net"
import { origin } from "./document"

/**
 * Sends bytes that no HTTP client would, and gives what came back when the server closed the connection or, after it
 * had answered, was silent for a second.
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

/** The statuses in what came back, in order. */
export const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))

/** A port on this machine that nobody has a reason to connect to, and how many did. */
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
