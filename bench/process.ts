import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"

/** A program started here, which ends with this process. */
export type Running = { pid: number; origin: string; startSeconds: number; stop: () => Promise<void> }

type Start = {
  args: string[]
  /** Its environment variables, beside PATH, HOME and the like. */
  env?: Record<string, string>
  cwd?: string
  port: number
  /** A path that responds 2xx once it is ready. */
  ready: string
  seconds?: number
}

const running = new Set<ChildProcess>()
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL")
})

/**
 * Starts a Node program and waits until it is ready.
 * @throws Error with the end of its output, where it exits or is not ready in `seconds` (60)
 */
export async function startProcess({ args, env = {}, cwd, port, ready, seconds = 60 }: Start): Promise<Running> {
  const begun = performance.now()
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...surroundings(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  running.add(child)
  child.once("exit", () => running.delete(child))
  let said = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk).slice(-2_000)
    })
  const origin = `http://127.0.0.1:${port}`
  const passed = () => (performance.now() - begun) / 1000
  while (!(await answers(`${origin}${ready}`))) {
    if (child.exitCode === null && passed() < seconds) await sleep(20)
    else {
      await end(child) // signaled, so that its children end with it
      throw new Error(
        `it did not answer in ${Math.round(passed())} s: ${said.trim().split("\n").slice(-4).join(" · ")}`,
      )
    }
  }
  return { pid: child.pid ?? 0, origin, startSeconds: passed(), stop: () => end(child) }
}

/** Environment without settings: only what programs need to run. */
export function surroundings(): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH"]
  return { ...Object.fromEntries(kept.map((name) => [name, process.env[name]])), NODE_ENV: "production" }
}

const answers = (url: string) =>
  fetch(url).then(
    async (response) => {
      await response.arrayBuffer()
      return response.ok
    },
    () => false,
  )

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, "exit")
  child.kill("SIGTERM")
  const late = setTimeout(() => child.kill("SIGKILL"), 15_000)
  await exit
  clearTimeout(late)
}

/** Stops everything that was started here. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(end))
}

/** CPU seconds used by a process, all threads; NaN where the system does not report them (not Linux). */
export function cpuSeconds(pid: number): number {
  const fields = read(`/proc/${pid}/stat`)?.split(") ").pop()?.split(" ")
  return fields ? (Number(fields[11]) + Number(fields[12])) / 100 : Number.NaN
}

/** Resident memory of a process in MB (10⁶ bytes); NaN where the system does not report it. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`) ?? "")?.[1]
  return (Number(kilobytes) * 1024) / 1e6
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return undefined
  }
}
