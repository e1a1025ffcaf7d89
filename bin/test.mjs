import { buildPages, bundle, generate } from "./build.mjs"
import { install } from "./install.mjs"
import { leave, leaveOnSignal } from "./launch.mjs"
import { command } from "./sentence.mjs"
import { begin, step } from "./steps.mjs"
import { temporaryCluster } from "./test-cluster.mjs"
import { browserTests, lint, types, unitTests } from "./test-stages.mjs"

const stages = { lint, types, unit: unitTests, e2e: browserTests }

/**
 * `npm test`: everything, on a PostgreSQL of its own. `npm test -- unit [vitest arguments]`, `-- e2e [playwright
 * arguments]`, `-- lint` and `-- types` are one stage of it; `--long` sets TEST_LONG=1. The last line counts.
 */
await command(async () => {
  begin()
  leaveOnSignal()
  if (process.argv.includes("--long")) process.env.TEST_LONG = "1"
  const [first = "", ...rest] = process.argv.slice(2).filter((word) => word !== "--long")
  const alone = Object.hasOwn(stages, first)
  const chosen = alone ? [first] : Object.keys(stages)
  const total = { passed: 0, failed: 0 }
  try {
    await prepare(chosen)
    const cluster = chosen.some((name) => name === "unit" || name === "e2e") ? await temporaryCluster() : undefined
    for (const name of chosen) {
      const { passed, failed } = await step(name, () => stages[name](alone ? rest : [], cluster))
      total.passed += passed
      total.failed += failed
    }
  } catch (error) {
    console.error(error)
    total.failed += 1
  } finally {
    await leave()
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
})

/** Types need what the build generates; only the browser needs the pages themselves. */
async function prepare(chosen) {
  await install()
  await generate()
  await step("bundling the server", () => bundle())
  if (chosen.includes("e2e") || chosen.includes("types")) await buildPages()
}
