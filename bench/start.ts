import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { freePort } from "../e2e/ports"
import { residentMegabytes, startProcess } from "./process"

/** Seconds from the command to the first response, and MB of memory when idle. */
export type Start = { first: number; again: number; memory: number }

const parts = ["app", "bin", "components", "lib", "prisma", "public", "server.ts", "dist", ".next"]
const settings = ["next.config.mjs", "package.json", "package-lock.json", "tailwind.config.ts", "tsconfig.json"]

/**
 * Runs `npm start` twice in a copy of the built project: first without data, so that the database is created, migrated
 * and filled with the demo, then again. PostgreSQL starts with it both times.
 */
export async function startTwice(folder: string): Promise<Start> {
  const copy = join(folder, "copy")
  mkdirSync(copy, { mode: 0o711 })
  // Keeps file times, by which the build is known to be current.
  execFileSync("cp", ["-Rp", ...[...parts, ...settings].filter((part) => existsSync(part)), copy])
  symlinkSync(join(process.cwd(), "node_modules"), join(copy, "node_modules"))
  const port = await freePort()
  const start = () =>
    startProcess({
      args: ["bin/start.mjs"],
      cwd: copy,
      env: { PORT: String(port) },
      port,
      ready: "/api/health/ready",
      seconds: 120,
    })
  const first = await start()
  await first.stop()
  const again = await start()
  await (await fetch(`${again.origin}/login`)).text()
  await sleep(5_000)
  const memory = residentMegabytes(again.pid)
  await again.stop()
  return { first: first.startSeconds, again: again.startSeconds, memory }
}
