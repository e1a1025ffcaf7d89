import { buildPages, bundle, generate } from "./build.mjs"
import { install } from "./install.mjs"
import { built, leave, leaveOnSignal, undo } from "./launch.mjs"
import { command } from "./sentence.mjs"
import { begin, step } from "./steps.mjs"

/**
 * `npm run test:faults`: two servers, a worker and a PostgreSQL of their own, which are killed, disconnected and
 * flooded under load; then compares the responses with the stored data. Additional arguments select faults by name;
 * `--long` runs 20 kills of each. The last line counts.
 */
await command(async () => {
  begin()
  leaveOnSignal()
  const words = process.argv.slice(2).filter((word) => word !== "--long")
  let passed = false
  try {
    await install()
    await generate()
    await step("bundling the servers", () => bundle())
    await buildPages()
    await bundle(["e2e/faults/main.ts"])
    const { runFaults } = await built("e2e/faults/main")
    passed = await runFaults(process.argv.includes("--long") ? "long" : "medium", words, undo)
  } finally {
    await leave()
  }
  process.exit(passed ? 0 : 1)
})
