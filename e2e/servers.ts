import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { origin } from "./document"
import { freePort } from "./ports"

const root = fileURLToPath(new URL("..", import.meta.url))
const script = (begin: string) => `
  setInterval(() => process.ppid === ${process.pid} || process.exit(1), 1000).unref()
  ${begin}`

const serving = `
  import { serve } from "./dist/server.js"
  const { closed } = await serve()
  closed.then(() => process.exit())`

const working = `
  import { startWorker } from "./dist/worker.js"
  const worker = startWorker()
  process.on("SIGTERM", () => worker.stop().then(() => process.exit()))`

/** A log line. */
export type Line = {
  level: string
  msg?: string
  request_id?: string
  client_request_id?: string
  route?: string
  status?: number
  err?: { message: string }
}

/** One of our programs, running beside the default server. */
export type Program = {
  child: ChildProcess
  /** Its whole output, on standard output and error. */
  printed: () => string
  /** Its log so far, without Next's output at startup. */
  log: () => Line[]
  stop: () => Promise<void>
}

/**
 * Starts another server on the same database, with separate settings. Its tokens are valid on the default server, and
 * the reverse.
 * @param more JavaScript for its process, such as a fault on a message
 */
export async function anotherServer(
  settings: Record<string, string> = {},
  more = "",
): Promise<Program & { origin: string }> {
  const port = await freePort()
  // Emails of the default database are sent by the default server: its log records them.
  // Passkeys of the default server's domain are of no use on another, and stay.
  const worker: Record<string, string> = settings.DATABASE_URL ? {} : { WORKER: "off", WEBAUTHN_OTHER_PASSKEYS: "keep" }
  const program = start(serving + more, { PUBLIC_URL: origin(), ...worker, ...settings, PORT: String(port) })
  const address = `http://localhost:${port}`
  for (let tries = 0; !(await answers(address)); tries++) {
    if (program.child.exitCode !== null || tries > 1_200) throw new Error("Another server did not start")
    await sleep(50)
  }
  return { origin: address, ...program }
}

/** Starts a worker without a server. @param more JavaScript for its process */
export const anotherWorker = (settings: Record<string, string> = {}, more = "") =>
  start(working + more, { PUBLIC_URL: origin(), ...settings })

function start(begin: string, settings: Record<string, string>): Program {
  const env = { ...process.env, ...settings, NODE_ENV: "production" as const, PGAPPNAME: "" }
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script(begin)], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  })
  let text = ""
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += chunk))
  child.stderr?.pipe(process.stderr, { end: false })
  const log = () =>
    text
      .split("\n")
      .slice(0, -1)
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Line)
  return { child, printed: () => text, log, stop: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill("SIGTERM")
  await once(child, "exit")
}

const answers = (address: string) =>
  fetch(`${address}/api/health/live`).then(
    () => true,
    () => false,
  )
