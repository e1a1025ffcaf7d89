import type { ChildProcess } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Pool } from "pg"
import { freePort } from "../ports"
import { type Journal, openJournal } from "./journal"
import { end, finish, start, startPostgres, stopPostgres, until } from "./processes"
import { mailSink } from "./sink"

/** Starts two servers, a worker and a durable PostgreSQL, which can be killed at will. */
export async function startRig() {
  const folder = mkdtempSync(join(tmpdir(), "nanostack-faults-"))
  chmodSync(folder, 0o711)
  const children = new Set<ChildProcess>()
  const sink = await mailSink()
  const { url, port } = await startPostgres(folder)
  const db = new Pool({ connectionString: url, max: 4, application_name: "faults" })
  db.on("error", () => {})
  const ports = [await freePort(), await freePort()]
  const origins = ports.map((own) => `http://127.0.0.1:${own}`)
  const env = {
    NANOSTACK_MODE: "demo",
    BCRYPT_COST: "4",
    RATE_LIMIT_SCALE: "1000",
    AUTH_SECRET: randomBytes(48).toString("base64url"),
    PUBLIC_URL: String(origins[0]),
    DATABASE_URL: url,
    SMTP_URL: sink.url,
    WORKER: "off",
    RESEND_API_KEY: "",
    REDIS_URL: "",
  }
  const log = join(folder, "servers.log")
  const launch = (program: "server" | "worker", settings: Record<string, string>, output = log) => {
    const child = start(program, { ...env, ...settings }, output)
    children.add(child)
    return child
  }
  const serve = async (own: number, settings: Record<string, string>, output = log) => {
    const child = launch("server", { ...settings, PORT: String(own) }, output)
    await until("a server answers", () => {
      if (child.exitCode !== null) throw new Error(`A server ended at once: see ${log}`)
      return answers(`http://127.0.0.1:${own}/api/health/live`)
    })
    return child
  }
  const servers: ChildProcess[] = []
  let worker: ChildProcess | undefined
  let closing: Promise<void> | undefined

  const rig = {
    folder,
    log,
    env,
    db,
    url,
    sink,
    origins,
    journal: openJournal(join(folder, "acknowledged.jsonl")) as Journal,
    startServer: async (i: number) => {
      servers[i] = await serve(ports[i] ?? 0, {})
    },
    /** PIDs of the two servers. */
    pids: () => servers.map(({ pid }) => pid),
    killServer: (i: number) => end(servers[i], "SIGKILL"),
    startWorker: () => {
      worker = launch("worker", {})
    },
    killWorker: () => end(worker, "SIGKILL"),
    stopPostgres: (signal: "SIGKILL" | "SIGQUIT" | "SIGINT") => stopPostgres(folder, signal),
    startPostgres: () => startPostgres(folder, port),
    /** Starts another server, with separate settings, for one fault. */
    server: async (settings: Record<string, string> = {}, output = log) => {
      const own = await freePort()
      const child = await serve(own, settings, output)
      return {
        origin: `http://127.0.0.1:${own}`,
        port: own,
        child,
        stop: (signal: NodeJS.Signals = "SIGKILL") => end(child, signal),
      }
    },
    close: () => (closing ??= close()),
  }
  async function close() {
    await Promise.all([...children].map((child) => end(child, "SIGKILL")))
    await db.end()
    await stopPostgres(folder, "SIGINT").catch(() => {})
    await sink.away()
    rig.journal.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await finish("migrate", env)
    await db.query(
      "INSERT INTO users (id, email, name, super_admin, activated_at) VALUES ('user_super', 'super@example.com', 'Sasha Quill', true, now())",
    )
    await Promise.all([rig.startServer(0), rig.startServer(1)])
    rig.startWorker()
    return rig
  } catch (error) {
    await rig.close()
    throw error
  }
}

export type Rig = Awaited<ReturnType<typeof startRig>>

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  )
