import { connect, type Socket } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { type Fault, must, recovered } from "./fault"
import { send } from "./send"

/** Opens a connection, writes a text, and stays silent. */
const hanging = (port: number, text: string) => {
  const socket = connect(port, "127.0.0.1", () => socket.write(text))
  // Without reading, the end of a connection goes unnoticed.
  return socket.on("error", () => {}).resume()
}

/** Clients that never finish their request block no one, and are disconnected. */
const slow: Fault = {
  name: "clients that never finish their headers or bodies",
  rounds: { medium: 1, long: 3 },
  round: async (rig, load) => {
    const port = Number(new URL(rig.origins[0] ?? "").port)
    const head = "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\n"
    const sockets: Socket[] = []
    for (let i = 0; i < 400; i++)
      sockets.push(
        hanging(port, i % 2 ? head : `${head}Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"email"`),
      )
    await sleep(1_000)
    const ms = await recovered(rig, load, Date.now())
    // Headers have 10 s and requests 20 s, checked every 5 s.
    for (let waited = 0; waited < 30 && sockets.some(({ closed }) => !closed); waited++) await sleep(1_000)
    const open = sockets.filter(({ closed }) => !closed).length
    for (const socket of sockets) socket.destroy()
    must(open === 0, `${open} of 400 connections are still open`)
    return ms
  },
}

const large: Fault = {
  name: "bodies of 50 MB, and nested 20,000 times",
  rounds: { medium: 3, long: 20 },
  round: async (rig, load, n) => {
    const origin = rig.origins[n % 2] ?? ""
    const { owner } = load.clients[0] ?? {}
    const put = (body: string) =>
      fetch(`${origin}/api/v1/users/me`, {
        method: "PUT",
        headers: { "content-type": "application/json", authorization: `Bearer ${owner?.token}` },
        body,
      }).then(
        ({ status }) => status,
        () => 0,
      )
    const bodies = ["[".repeat(20_000), `{"bio":${"[".repeat(10_000)}${"]".repeat(10_000)}}`, "x".repeat(50_000_000)]
    const statuses = await Promise.all(bodies.map(put))
    must(
      statuses[0] === 400 && statuses[1] === 400 && [0, 413].includes(statuses[2] ?? -1),
      `bad bodies are answered ${statuses.join(", ")}`,
    )
    return recovered(rig, load, Date.now())
  },
}

const disk: Fault = {
  name: "no room left for the log",
  rounds: { medium: 1, long: 3 },
  round: async (rig, load) => {
    const one = await rig.server({}, "/dev/full")
    try {
      const { owner } = load.clients[0] ?? {}
      for (let i = 0; i < 20; i++) {
        const { outcome } = await send(one.origin, "PUT /users/me", { token: owner?.token, body: { bio: String(i) } })
        must(outcome === "200", `without room for the log: ${outcome}`)
      }
      must(one.child.exitCode === null, "the server ended")
    } finally {
      await one.stop()
    }
    return recovered(rig, load, Date.now())
  },
}

export const clients = [slow, large, disk]
