import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import { extname, join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { quiet } from "./apps"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** A running server. */
export type Running = { url: string; stop: () => Promise<void> }

/** Starts a Node script as a server: it gets its port as PORT, and in place of the word PORT in its arguments. */
export async function startNode(
  cwd: string,
  args: string[],
  env: Record<string, string> = {},
  given?: number,
): Promise<Running> {
  const port = given ?? (await freePort())
  const words = args.map((word) => (word === "PORT" ? String(port) : word))
  const child = spawn(process.execPath, words, {
    cwd,
    env: quiet({ ...env, PORT: String(port) }),
    stdio: ["ignore", "ignore", "inherit"],
  })
  const url = `http://localhost:${port}`
  await answering(child, url)
  return { url, stop: () => end(child, "SIGTERM") }
}

const serve = (parent: number) => `
  import { serve } from "./dist/server.js"
  setInterval(() => process.ppid === ${parent} || process.exit(1), 1000).unref()
  const { closed } = await serve()
  await closed
  process.exit()`

/** Starts a Nanostack on the default one's database, which can be killed and restarted at the same address. */
export async function mortalServer() {
  const port = await freePort()
  const env = { ...process.env, NODE_ENV: "production" as const, PORT: String(port), PGAPPNAME: "" }
  const url = `http://localhost:${port}`
  let child: ChildProcess | undefined
  async function start(): Promise<void> {
    const args = ["--input-type=module", "--eval", serve(process.pid)]
    child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] })
    await answering(child, `${url}/api/health/live`)
  }
  const stop = async (signal: NodeJS.Signals) => child && end(child, signal)
  await start()
  return { url, start, kill: () => stop("SIGKILL"), stop: () => stop("SIGTERM") }
}

/** Serves a folder's files statically; unknown paths get index.html. */
export async function serveFolder(folder: string): Promise<Running> {
  const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" }
  const server: Server = createServer((req, res) => {
    const path = req.url && extname(req.url) ? req.url : "/index.html"
    try {
      const file = readFileSync(join(folder, path))
      res.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(file)
    } catch {
      res.writeHead(404).end()
    }
  })
  server.listen(0, "localhost")
  await once(server, "listening")
  const address = server.address()
  const url = `http://localhost:${typeof address === "object" && address ? address.port : 0}`
  return { url, stop: async () => void server.close() }
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  const answers = () =>
    fetch(url).then(
      () => true,
      () => false,
    )
  for (let tries = 0; !(await answers()); tries++) {
    if (child.exitCode !== null || tries > 1200) throw new Error(`Nothing answers at ${url}`)
    await sleep(50)
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, "exit")
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  return typeof address === "object" && address ? address.port : 0
}
