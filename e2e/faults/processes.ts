import { type ChildProcess, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { openSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"

const run = promisify(execFile)

// A child exits when its parent was killed.
const orphan = `setInterval(() => process.ppid === ${process.pid} || process.exit(1), 500).unref()\n`
const programs = {
  server: `import { serve } from "./dist/server.js"
    process.on("SIGUSR2", () => gc())
    const { closed } = await serve()
    await closed
    process.exit()`,
  worker: `import { startWorker } from "./dist/worker.js"
    const worker = startWorker()
    process.on("SIGTERM", () => worker.stop().then(() => process.exit()))
    setInterval(() => {}, 1000)`,
  migrate: `import { migrate } from "./dist/prisma/migrate.js"
    console.log(JSON.stringify(await migrate(process.env.DATABASE_URL)))
    process.exit()`,
}

/** Starts one of the project's programs from its build. `output` is a file for its output. */
export function start(program: keyof typeof programs, env: Record<string, string>, output: string): ChildProcess {
  const out = openSync(output, "a")
  const args = ["--expose-gc", "--input-type=module", "--eval", orphan + programs[program]]
  return spawn(process.execPath, args, {
    env: { ...process.env, ...env, NODE_ENV: "production", PGAPPNAME: program },
    stdio: ["ignore", out, out],
  })
}

/** Runs a program to its end and returns its output. */
export async function finish(program: keyof typeof programs, env: Record<string, string>): Promise<string> {
  const args = ["--input-type=module", "--eval", programs[program]]
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, ...env, NODE_ENV: "production" } })
  return stdout.trim()
}

/** Ends a child process, and waits until it has exited. */
export async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, "exit")
}

/** Starts the embedded PostgreSQL of a folder, and connects by TCP, for proxies. `port` is the port to return to. */
export async function startPostgres(dir: string, port?: number): Promise<{ url: string; port: number }> {
  const options = JSON.stringify({ dir, port })
  const script = `import { startCluster } from "./bin/cluster.mjs"
    const { url, port } = await startCluster(${options})
    console.log(JSON.stringify({ url, port }))
    process.exit()`
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script])
  const started: { url: string; port: number } = JSON.parse(stdout.trim())
  return { ...started, url: started.url.replace(/@[^/]+\//, `@127.0.0.1:${started.port}/`) }
}

/** Stops it as `pg_ctl stop -m` would: by the mode's signal, or by one that cannot be caught. */
export async function stopPostgres(dir: string, signal: "SIGKILL" | "SIGQUIT" | "SIGINT"): Promise<void> {
  const pid = Number(readFileSync(join(dir, "postgres/postmaster.pid"), "utf8").split("\n", 1)[0])
  process.kill(pid, signal)
  while (isAlive(pid)) await sleep(20)
}

function isAlive(pid: number): boolean {
  try {
    // Zombies are still listed.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"))
  } catch {
    return false
  }
}

/** Waits for a condition, and returns the milliseconds it took. */
export async function until(what: string, is: () => Promise<boolean> | boolean, ms = 60_000): Promise<number> {
  const since = Date.now()
  while (!(await is())) {
    if (Date.now() - since > ms) throw new Error(`Not within ${ms / 1000} s: ${what}`)
    await sleep(50)
  }
  return Date.now() - since
}
