import { bundle, generate } from "./build.mjs"
import { install } from "./install.mjs"
import { built, leave, leaveOnSignal } from "./launch.mjs"
import { command, Sentence } from "./sentence.mjs"
import { begin, step } from "./steps.mjs"

/**
 * `npm run worker`: sends emails and does housekeeping beside servers that have WORKER=off, or helps those with a
 * worker.
 */
await command(async () => {
  begin()
  process.env.NODE_ENV = "production"
  process.env.NANOSTACK_MODE ??= "production"
  const release = leaveOnSignal()
  try {
    if (!process.env.DATABASE_URL)
      throw new Sentence("DATABASE_URL is missing: set it to the servers' database. A demo needs no separate worker.")
    await install()
    await generate()
    await step("bundling the worker", () => bundle())
    const { env } = await built("lib/core/env")
    env()
    const { startWorker } = await built("worker")
    const worker = startWorker()
    release()
    console.log("\n  The worker sends emails and runs housekeeping.\n")
    await told()
    await worker.stop()
  } finally {
    await leave()
  }
  process.exit()
})

function told() {
  return new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, done)
  })
}
