import { spawn } from "node:child_process"
import { once } from "node:events"
import { bundle, generate } from "./build.mjs"
import { install } from "./install.mjs"
import { built, claim, database, leave, leaveOnSignal, prepareData, undo, welcome } from "./launch.mjs"
import { command } from "./sentence.mjs"
import { begin, children, step } from "./steps.mjs"

/** `npm run dev`: hot reload, on the demo's database or the one of DATABASE_URL; loopback only. */
await command(async () => {
  begin()
  leaveOnSignal()
  try {
    await install()
    await generate()
    await step("bundling migrations and demo data", () =>
      bundle(["prisma/migrate.ts", "prisma/seed.ts", "lib/core/env.ts", "worker.ts", "app/oauth/development.ts"]),
    )
    const settings = await claim("development")
    await database()
    await prepareData()
    await startWorker()
    const oidc = await startOidc()
    welcome(settings)
    const args = [
      "node_modules/next/dist/bin/next",
      "dev",
      "--hostname",
      settings.HOST,
      "--port",
      String(settings.PORT),
    ]
    const env = { ...process.env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1", NANOSTACK_OIDC_ORIGIN: oidc }
    const child = spawn(process.execPath, args, { stdio: "inherit", env })
    children.add(child)
    await once(child, "exit")
    children.delete(child)
  } finally {
    await leave()
  }
  process.exit(0)
})

/** Serves OpenID Connect, which `next dev` does not have either. @returns its origin, which next.config.mjs leads to */
async function startOidc() {
  const { serveBeside } = await built("app/oauth/development")
  const { origin, stop } = await serveBeside()
  undo.push(stop)
  return origin
}

/** Starts a worker, which `next dev` does not have, for emails and housekeeping. */
async function startWorker() {
  const { startWorker: start } = await built("worker")
  const worker = start()
  undo.push(() => worker.stop())
}
