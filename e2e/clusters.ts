import { execFile } from "node:child_process"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const root = fileURLToPath(new URL("..", import.meta.url))
const run = promisify(execFile)

/** Data folder of the tests' PostgreSQL, or null where they run on an external one. */
export function testCluster(): string | null {
  const log = process.env.NANOSTACK_SQL_LOG
  return log ? dirname(dirname(log)) : null
}

/** Runs an operator command as at a terminal. `said` is its output, `code` its exit code. */
export async function nanostack(
  args: string[],
  settings: Record<string, string> = {},
): Promise<{ code: number; said: string }> {
  // An empty DATABASE_URL counts as unset: selects the embedded PostgreSQL.
  const env = { ...process.env, DATABASE_URL: "", ...settings }
  return run(process.execPath, ["bin/nanostack.mjs", ...args], { cwd: root, env, maxBuffer: 1e8 }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code: Number(code), said: stdout + stderr }),
  )
}

/** Starts the PostgreSQL of a data folder. `url` is that of one of its databases. */
export async function startCluster(dir: string, database: string) {
  const script = (what: string) => `
    import { startCluster, stopCluster } from "./bin/cluster.mjs"
    ${what}
    process.exit()`
  const node = (text: string) => run(process.execPath, ["--input-type=module", "--eval", script(text)], { cwd: root })
  const { stdout } = await node(`console.log((await startCluster({ dir: ${JSON.stringify(dir)} })).url)`)
  const url = new URL(stdout.trim())
  url.pathname = `/${database}`
  return { url: url.href, stop: () => node(`await stopCluster(${JSON.stringify(dir)})`) }
}
