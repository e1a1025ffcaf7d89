import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { origin } from "./document"
import { freePort } from "./ports"

const root = fileURLToPath(new URL("..", import.meta.url))
const script = `
  import { serve } from "./dist/server.js"
  setInterval(() => process.ppid === ${process.pid} || process.exit(1), 1000).unref()
  const { closed } = await serve()
  await closed
  process.exit()`

/** Another server on the same database, with settings of its own. Its tokens are the usual server's, and the reverse. */
export async function anotherServer(
  settings: Record<string, string> = {},
): Promise<{ origin: string; stop: () => Promise<void> }> {
  const port = await freePort()
  const env = {
    ...process.env,
    PUBLIC_URL: origin(),
    ...settings,
    PORT: String(port),
    NODE_ENV: "production" as const,
    PGAPPNAME: "",
  }
  const child: ChildProcess = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: root,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  })
  const address = `http://localhost:${port}`
  for (let tries = 0; !(await answers(address)); tries++) {
    if (child.exitCode !== null || tries > 600) throw new Error("Another server did not start")
    await sleep(50)
  }
  return { origin: address, stop: () => end(child) }
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
