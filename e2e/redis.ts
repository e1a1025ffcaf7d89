import { execFile, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { tmpdir } from "node:os"
import { promisify } from "node:util"
import { freePort } from "./ports"

/** Starts a separate Redis without persistence; null where it is not installed. */
export async function startRedis() {
  if (spawnSync("redis-server", ["--version"]).error) return null
  const port = String(await freePort())
  const args = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", tmpdir()]
  const server = spawn("redis-server", args, { stdio: "ignore" })
  return {
    url: `redis://127.0.0.1:${port}`,
    flush: () => promisify(execFile)("redis-cli", ["-p", port, "FLUSHALL"]),
    hang: () => server.kill("SIGSTOP"),
    resume: () => server.kill("SIGCONT"),
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return
      server.kill("SIGKILL")
      await once(server, "exit")
    },
  }
}
