import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { existsSync, openSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { freePort } from "./cluster.mjs"
import { children, run } from "./steps.mjs"
import { tail, temporaryCluster } from "./test-cluster.mjs"

const node = process.execPath
const bcrypt = { BCRYPT_COST: "4" }

/** Biome: one check. */
export const lint = async (args) =>
  verdict(await passes(node, ["node_modules/@biomejs/biome/bin/biome", "check", ...args]))

/** TypeScript: one check. */
export const types = async (args) =>
  verdict(await passes(node, ["node_modules/typescript/bin/tsc", "--noEmit", ...args]))

/** dependency-cruiser, by the rules of import-rules.mjs: one check. */
export const rules = async (args) => {
  const config = ["--config", "bin/import-rules.mjs", "--output-type", "err-long"]
  const places = ["app", "bench", "components", "e2e", "lib", "prisma", "sdk", "server.ts", "worker.ts"]
  return verdict(
    await passes(node, ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", ...config, ...args, ...places]),
  )
}

/** Vitest's tests of what computes: two at a time. */
export const unitTests = (args, cluster) => vitest("unit", 2, args, cluster)

/** Vitest's tests of what mostly waits, for processes and databases: two at a time. */
export const integrationTests = (args, cluster) => vitest("integration", 2, args, cluster)

/** Each process has a database of its own, as files of tests do not expect each other. */
async function vitest(project, workers, args, cluster) {
  const report = join(cluster.folder, `${project}.json`)
  const env = { ...(await testSettings(cluster, project)), NANOSTACK_TEST_WORKERS: String(workers) }
  const databases = Array.from({ length: workers }, (_, i) => `${project}_${i}`)
  for (const name of databases) await cluster.database(name)
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
  const options = [...reporters, `--project=${project}`, `--maxWorkers=${workers}`]
  const ok = await passes(
    node,
    ["node_modules/vitest/vitest.mjs", "run", "--config", "lib/vitest.config.ts", ...options, ...args],
    env,
  )
  // Backups of the cluster, which are tested later, would hold what the tests filled in.
  await cluster.drop([project, ...databases])
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = read(report)
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length
  return counts(numPassedTests, numFailedTests + broken, ok)
}

/**
 * What Playwright is run with, one after another, whatever became of those before: everything, what compares times alone,
 * and what looks for something in all that the others left. More words choose of the first.
 */
const phases = (args) => [
  ...(args.length > 0 ? [args] : [["--project=races", "--project=api", "--project=chromium"], ["--project=timing"]]),
  ...(args.includes("--project=whole-run") ? [] : [["--project=whole-run"]]),
]

/** Playwright, against the production server in demo mode, on a database of its own with the demo's data. */
export async function browserTests(args, cluster) {
  const env = await testSettings(cluster, "e2e")
  await run(node, ["--input-type=module", "--eval", seedScript], { env: { ...env, NODE_ENV: "production" } })
  const server = await startServer(env, join(cluster.folder, "server.log"))
  const about = {
    NANOSTACK_SERVER_LOG: server.log,
    NANOSTACK_URL: `http://localhost:${env.PORT}`,
    NANOSTACK_RACES_URL: await ownCluster("races"),
    NANOSTACK_NOTES: join(cluster.folder, "notes"),
    NANOSTACK_WHOLE_RUN: args.length > 0 ? "" : "1",
  }
  const results = []
  for (const words of phases(args))
    results.push(await playwright(words, join(cluster.folder, `report-${results.length}`), { ...env, ...about }))
  const alive = server.child.exitCode === null
  await end(server.child)
  if (results.some(({ failed }) => failed > 0) || !alive)
    console.error(`\nThe server's last output:\n${tail(server.log)}\nPostgreSQL's:\n${tail(cluster.serverLog)}`)
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  return counts(sum("passed"), sum("failed"), alive)
}

/** A database in a cluster of its own: the matrix of races fills it with what backups of the other would hold. */
async function ownCluster(name) {
  const { database } = await temporaryCluster({ logStatements: false })
  return database(name)
}

async function playwright(words, report, env) {
  const args = ["node_modules/@playwright/test/cli.js", "test", "-c", "e2e", ...words]
  const ok = await passes(node, args, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: `${report}.json` })
  const { stats = {}, errors = [] } = read(`${report}.json`)
  showPages("test-results")
  const { expected = 0, flaky = 0, unexpected = 0 } = stats
  if (flaky > 0) console.error(`\n${flaky} passed only on the second try: see "flaky" above.`)
  return counts(expected + flaky, unexpected + errors.length, ok)
}

/** What the pages of failed tests showed: a machine that is thrown away afterwards has no other trace of it. */
function showPages(folder) {
  if (!existsSync(folder)) return
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith("error-context.md"))
  for (const file of files) {
    const [, about = ""] = readFileSync(join(folder, file), "utf8").split(/^# Test (?=info|source)/m)
    console.error(`\n${about}`)
  }
}

// A process of its own: settings are read once in each, and this one has no database.
const seedScript = `
  import { seed } from "./dist/prisma/seed.js"
  await seed(process.env.DATABASE_URL)
  process.exit()`

async function testSettings(cluster, name) {
  return {
    ...bcrypt,
    NANOSTACK_MODE: "demo",
    NODE_ENV: "test",
    DATABASE_URL: await cluster.database(name),
    NANOSTACK_SQL_LOG: cluster.sqlLog,
    NANOSTACK_TEMPLATE: cluster.template,
    AUTH_SECRET: randomBytes(48).toString("base64url"),
    RATE_LIMIT_SCALE: "1000",
    PORT: String(await freePort()),
  }
}

async function startServer(env, log) {
  const out = openSync(log, "a")
  const script = `
    import { serve } from "./dist/server.js"
    setInterval(() => process.ppid === ${process.pid} || process.exit(1), 1000).unref()
    const { closed } = await serve()
    await closed
    process.exit()`
  const child = spawn(node, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", out, out],
    env: { ...process.env, ...env, NODE_ENV: "production" },
  })
  children.add(child)
  const deadline = Date.now() + 60_000
  while (!(await answers(`http://localhost:${env.PORT}/api/health/live`))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The server did not start:\n${tail(log)}`)
    await sleep(100)
  }
  return { child, log }
}

async function end(child) {
  if (child.exitCode !== null) return
  child.kill("SIGTERM")
  await once(child, "exit")
}

const answers = (url) =>
  fetch(url).then(
    () => true,
    () => false,
  )

async function passes(file, args, env = {}) {
  const child = spawn(file, args, { stdio: "inherit", env: { ...process.env, ...env } })
  children.add(child)
  const [code] = await once(child, "exit")
  children.delete(child)
  return code === 0
}

const verdict = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 })

/** What failed without being counted, such as an error between tests, is one failure. */
const counts = (passed, failed, ok) => ({ passed, failed: failed === 0 && !ok ? 1 : failed })

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}
}
