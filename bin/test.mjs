import { buildPages, bundle, generate, routeTypes } from "./build.mjs"
import { install } from "./install.mjs"
import { leave, leaveOnSignal } from "./launch.mjs"
import { command, Sentence } from "./sentence.mjs"
import { begin, step } from "./steps.mjs"
import { temporaryCluster } from "./test-cluster.mjs"
import { browserTests, integrationTests, lint, rules, types, unitTests } from "./test-stages.mjs"

const checks = ["lint", "types", "rules"]
const stages = { lint, types, rules, integration: integrationTests, unit: unitTests, e2e: browserTests }

/**
 * `npm test`: runs everything, on a temporary PostgreSQL. `npm test -- unit [vitest arguments]`, likewise `--
 * integration`, `-- e2e [playwright arguments]`, `-- lint`, `-- types` and `-- rules` run one stage, `npm run check`
 * (`-- check`) the last three; `--long` sets TEST_LONG=1. The last line counts; what failed is named
 * above it.
 */
await command(async () => {
  begin()
  leaveOnSignal()
  if (process.argv.includes("--long")) process.env.TEST_LONG = "1"
  const [first, ...rest] = process.argv.slice(2).filter((word) => word !== "--long")
  if (first !== undefined && first !== "check" && !Object.hasOwn(stages, first))
    throw new Sentence(`Unknown stage ${first}: use ${Object.keys(stages).join(", ")}, or nothing for all of them.`)
  const chosen = first === undefined ? Object.keys(stages) : first === "check" ? checks : [first]
  const results = []
  try {
    await install()
    await generate()
    await step("bundling the server", () => bundle())
    const cluster = chosen.every((name) => checks.includes(name)) ? undefined : await temporaryCluster()
    const stage = async (name) => {
      console.log(`\n━━ ${name}`)
      const since = Date.now()
      const result = await stages[name](rest, cluster)
      results.push({ ...result, line: `${name}: ${said(result)} (${Math.round((Date.now() - since) / 1000)} s)` })
    }
    const inOrder = async (names) => {
      for (const name of names) await stage(name)
    }
    const among = (names) => inOrder(chosen.filter((name) => names.includes(name)))
    // Integration tests mostly wait: they run beside the others, and end long before the tests that compare times.
    const computing = prepare(chosen).then(() => among([...checks, "unit"]))
    await Promise.all([computing.then(() => among(["e2e"])), among(["integration"])])
  } catch (error) {
    console.error(error)
    results.push({ passed: 0, failed: 1, line: `${error.message}` })
  } finally {
    await leave()
  }
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0)
  const all = { passed: total("passed"), failed: total("failed") }
  const titles = results.flatMap(({ titles = [] }) => titles)
  if (titles.length > 0) console.log(`\nFailed:\n${titles.map((title) => `  ${title}`).join("\n")}`)
  console.log(`\n${results.map(({ line }) => line).join("\n")}\n\n${said(all)}`)
  process.exit(all.failed > 0 || all.passed === 0 ? 1 : 0)
})

function said({ passed, failed }) {
  return `${passed} passed, ${failed} failed`
}

/** Type checks need the route types that Next generates; only the browser tests need the built pages. */
async function prepare(chosen) {
  if (chosen.includes("e2e")) await buildPages()
  else if (chosen.includes("types")) await routeTypes()
}
