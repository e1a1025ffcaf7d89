import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { build } from "esbuild"

// Loads everything, then waits for a signal: the slow part is done by the time a worker is needed.
const script = (file: string) => `
  import { startWorker } from ${JSON.stringify(file)}
  await import("@react-email/render")
  process.stdin.once("data", startWorker)
  setInterval(() => process.ppid === ${process.pid} || process.exit(1), 500)`

/** For tests: workers as separate processes, which can be killed as by an operating system. */
export async function workerProcesses() {
  const folder = join(process.cwd(), `node_modules/.cache/worker-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, "worker.js")
  const common = { bundle: true, format: "esm", platform: "node", packages: "external", jsx: "automatic" } as const
  await build({ entryPoints: ["worker.ts"], outfile: file, ...common })
  const running = new Set<ChildProcess>()
  const load = (settings: Record<string, string>) => {
    const env = { ...process.env, ...settings }
    const args = ["--input-type=module", "--eval", script(file)]
    const child = spawn(process.execPath, args, { env, stdio: ["pipe", "inherit", "inherit"] })
    running.add(child)
    return child
  }
  const spare = new Map<string, ChildProcess>()
  const kill = async (child: ChildProcess, signal: "SIGKILL" | "SIGTERM" = "SIGKILL") => {
    running.delete(child)
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, "exit")
  }
  return {
    /** Starts a worker with these settings, and prepares the next one like it. */
    start(settings: Record<string, string>): ChildProcess {
      const key = JSON.stringify(settings)
      const child = spare.get(key) ?? load(settings)
      spare.set(key, load(settings))
      child.stdin?.write("go\n")
      return child
    },
    kill,
    async end() {
      await Promise.all([...running].map((child) => kill(child)))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** For tests: waits for a condition. */
export async function until(what: () => Promise<boolean> | boolean, ms = 30_000): Promise<void> {
  const deadline = Date.now() + ms
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error(`It did not come about in ${ms} ms: ${what}`)
    await sleep(25)
  }
}
