import { execFile } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { freePort } from "../e2e/ports"
import { type Running, startProcess, surroundings } from "./process"
import type { Work } from "./rounds"

const files = {
  "package.json": `{ "private": true, "type": "module" }`,
  "next.config.mjs": `export default { turbopack: { root: process.env.TURBOPACK_ROOT } }`,
  "app/layout.jsx": `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }`,
  "app/constant/route.js": `export const dynamic = "force-dynamic"
export const GET = () => Response.json({ id: "user_1", name: "Ada Winter", email: "ada@example.com", role: "member" })`,
}

/** Builds and starts a minimal Next app: one route handler that returns a constant. */
export async function startNextFloor(): Promise<{ server: Running; work: Work; remove: () => void }> {
  const root = process.cwd()
  // Inside the project, because Next resolves itself from the app's folder.
  const folder = join(root, ".data", `bench-next-${process.pid}`)
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once("exit", remove)
  mkdirSync(join(folder, "app/constant"), { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const next = join(root, "node_modules/next/dist/bin/next")
  const env = { TURBOPACK_ROOT: root, NEXT_TELEMETRY_DISABLED: "1" }
  await promisify(execFile)(process.execPath, [next, "build"], { cwd: folder, env: { ...surroundings(), ...env } })
  const port = await freePort()
  const args = [next, "start", "--hostname", "127.0.0.1", "--port", String(port)]
  const server = await startProcess({ args, cwd: folder, env, port, ready: "/constant" })
  const job = { url: `${server.origin}/constant`, connections: 16 }
  return { server, work: { id: "next", name: "floor: a route handler of Next, a constant", job, server }, remove }
}
