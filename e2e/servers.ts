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

/** A line of the log. */
export type Line = {
  level: string
  msg?: string
  request_id?: string
  client_request_id?: string
  route?: string
  status?: number
  err?: { message: string }
}

/** A program of ours that runs beside the usual server. */
export type Program = {
  child: ChildProcess
  /** Everything that it printed, on standard output and error. */
  printed: () => string
  /** Its log so far; what Next prints at its start is not of it. */
  log: () => Line[]
  stop: () => Promise<void>
}

/**
 * Another server on the same database, with settings of its own. Its tokens are the usual server's, and the reverse.
 * @param more JavaScript that its process runs too, such as a fault when it is sent a message
 */
export async function anotherServer(
  settings: Record<string, string> = {},
  more = "",
): Promise<Program & { origin: string }> {
  const port = await freePort()
  // Mails of the usual database are the usual server's to send: its log tells of them.
  const worker: Record<string, string> = settings.DATABASE_URL ? {} : { WORKER: "off" }
  const program = start(serving + more, { PUBLIC_URL: origin(), ...worker, ...settings, PORT: String(port) })
  const address = `http://localhost:${port}`
  for (let tries = 0; !(await answers(address)); tries++) {
    if (program.child.exitCode !== null || tries > 600) throw new Error("Another server did not start")
    await sleep(50)
  }
  return { origin: address, ...program }
}

/** A worker without a server. @param more JavaScript that its process runs too */
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
