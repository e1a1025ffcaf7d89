import { buildPages, bundle, generate } from "./build.mjs"
import { install } from "./install.mjs"
import { built, claim, database, leave, leaveOnSignal, prepareData, undo, welcome } from "./launch.mjs"
import { command } from "./sentence.mjs"
import { begin, step } from "./steps.mjs"

/** Starts the example application, and returns what to say about it. */
async function example({ PORT, HOST, PUBLIC_URL }) {
  const { startExample } = await import("./example.mjs")
  const { exampleApplication } = await built("prisma/seed")
  const clientId = await exampleApplication().catch(() => null)
  const started = await startExample({ issuer: PUBLIC_URL, clientId, port: PORT + 1, host: HOST })
  if (started) undo.push(started.stop)
  return started?.line
}

/** `npm start`: a demo without any setup, or production where DATABASE_URL or PUBLIC_URL is set. */
await command(async () => {
  begin()
  const mode = process.env.DATABASE_URL || process.env.PUBLIC_URL ? "production" : "demo"
  process.env.NODE_ENV = "production"
  const release = leaveOnSignal()
  try {
    await install()
    await generate()
    await step("bundling the server", () => bundle())
    const settings = await claim(mode)
    await buildPages()
    await database()
    if (mode === "demo") await prepareData()
    const { serve } = await built("server")
    const { closed } = await step("starting the server", serve)
    release()
    welcome(settings, mode === "demo" ? await example(settings) : null)
    await closed
  } finally {
    await leave()
  }
  process.exit()
})
