import { type ChildProcess, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { openSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"

const run = promisify(execFile)

// A child whose parent was killed goes too.
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

/** Starts one of the project's programs from its build. `output` is a file that gets what it says. */
export function start(program: keyof typeof programs, env: Record<string, string>, output: string): ChildProcess {
  const out = openSync(output, "a")
  const args = ["--expose-gc", "--input-type=module", "--eval", orphan + programs[program]]
  return spawn(process.execPath, args, {
    env: { ...process.env, ...env, NODE_ENV: "production", PGAPPNAME: program },
    stdio: ["ignore", out, out],
  })
}

/** Runs one to its end and gives what it printed. */
export async function finish(program: keyof typeof programs, env: Record<string, string>): Promise<string> {
  const args = ["--input-type=module", "--eval", programs[program]]
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, ...env, NODE_ENV: "production" } })
  return stdout.trim()
}

/** Ends a child of ours, and waits until it is gone. */
export async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, "exit")
}

/** The embedded PostgreSQL of a folder. `port` is where it has to come back. */
export async function startPostgres(dir: string, port?: number): Promise<{ url: string; port: number }> {
  const options = JSON.stringify({ dir, port })
  const script = `import { startCluster } from "./bin/cluster.mjs"
    const { url, port } = await startCluster(${options})
    console.log(JSON.stringify({ url, port }))
    process.exit()`
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script])
  return JSON.parse(stdout.trim())
}

/** Stops it as `pg_ctl stop -m` would: by the signal that stands for the mode, or by none that can be caught. */
export async function stopPostgres(dir: string, signal: "SIGKILL" | "SIGQUIT" | "SIGINT"): Promise<void> {
  const pid = Number(readFileSync(join(dir, "postgres/postmaster.pid"), "utf8").split("\n", 1)[0])
  process.kill(pid, signal)
  while (isAlive(pid)) await sleep(20)
}

function isAlive(pid: number): boolean {
  try {
    // What ended but was not waited for is still listed.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"))
  } catch {
    return false
  }
}

/** Waits until something is so, and says how many milliseconds that took. */
export async function until(what: string, is: () => Promise<boolean> | boolean, ms = 60_000): Promise<number> {
  const since = Date.now()
  while (!(await is())) {
    if (Date.now() - since > ms) throw new Error(`Not within ${ms / 1000} s: ${what}`)
    await sleep(50)
  }
  return Date.now() - since
}
