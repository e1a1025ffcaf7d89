import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { existsSync, openSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { stripVTControlCharacters } from "node:util"
import { freePort } from "./cluster.mjs"
import { children, run } from "./steps.mjs"
import { tail, temporaryCluster } from "./test-cluster.mjs"

const node = process.execPath
const bcrypt = { BCRYPT_COST: "4" }

/** Runs Biome, as one check. */
export const lint = async (args) =>
  verdict(await passes(node, ["node_modules/@biomejs/biome/bin/biome", "check", ...args]))

/** Runs TypeScript, as one check. */
export const types = async (args) =>
  verdict(await passes(node, ["node_modules/typescript/bin/tsc", "--noEmit", ...args]))

/** Runs dependency-cruiser with import-rules.mjs, as one check. */
export const rules = async (args) => {
  const config = ["--config", "bin/import-rules.mjs", "--output-type", "err-long"]
  const places = ["app", "bench", "components", "e2e", "lib", "prisma", "sdk", "server.ts", "worker.ts"]
  return verdict(
    await passes(node, ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", ...config, ...args, ...places]),
  )
}

/** Runs Vitest's CPU-bound tests: two at a time. */
export const unitTests = (args, cluster) => vitest("unit", 2, args, cluster)

/** Runs Vitest's tests that mostly wait, for processes and databases: two at a time. */
export const integrationTests = (args, cluster) => vitest("integration", 2, args, cluster)

/** Each process has a separate database, as test files are not isolated from each other. */
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
  // Backup tests copy the cluster later; they would include this data.
  await cluster.drop([project, ...databases])
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = read(report)
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length
  return counts(numPassedTests, numFailedTests + broken, ok, failedFiles(testResults))
}

/** The failed tests of Vitest's report, and the files that could not be run, by file, each with its error. */
function failedFiles(testResults) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed")
    if (status === "failed" && failed.length === 0) return [withError(`${name}: (file)`, message)]
    return failed.map(({ fullName, failureMessages }) => withError(`${name}: ${fullName}`, failureMessages[0]))
  })
}

const errorLines = 12
const errorLength = 1_200

/** A failed test and the start of its error, which the end of a long output still shows. */
function withError(title, message = "") {
  const lines = stripVTControlCharacters(message).slice(0, errorLength).split("\n").slice(0, errorLines)
  return [title, ...lines.filter((line) => line.trim() !== "").map((line) => `    ${line}`)].join("\n")
}

/**
 * Playwright runs in sequence, each regardless of earlier failures: all tests, timing comparisons alone, and tests that
 * search the data left by all others. Additional arguments select from the first.
 */
const phases = (args) => [
  ...(args.length > 0 ? [args] : [["--project=races", "--project=api", "--project=chromium"], ["--project=timing"]]),
  ...(args.includes("--project=whole-run") ? [] : [["--project=whole-run"]]),
]

/** Runs Playwright against the production server in demo mode, on a separate database with the demo's data. */
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
  if (!alive)
    console.error(`\nThe server's last output:\n${tail(server.log)}\nPostgreSQL's:\n${tail(cluster.serverLog)}`)
  else if (results.some(({ failed }) => failed > 0))
    console.error(
      `\nThe server's last warnings and errors:\n${tail(server.log, 20, (line) => !line.includes(informing))}`,
    )
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const titles = results.flatMap(({ titles }) => titles)
  return counts(sum("passed"), sum("failed"), alive, alive ? titles : [...titles, "the server stopped"])
}

/** Marks a log line that is neither a warning nor an error. */
const informing = '"level":"info"'

/** Creates a database in a separate cluster: backups of the main one would include the race matrix's data. */
async function ownCluster(name) {
  const { database } = await temporaryCluster({ logStatements: false })
  return database(name)
}

async function playwright(words, report, env) {
  const args = ["node_modules/@playwright/test/cli.js", "test", "-c", "e2e", ...words]
  const ok = await passes(node, args, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: `${report}.json` })
  const { stats = {}, errors = [], suites = [] } = read(`${report}.json`)
  showPages("test-results")
  const { expected = 0, flaky = 0, unexpected = 0 } = stats
  if (flaky > 0) console.error(`\n${flaky} passed only on the second try: see "flaky" above.`)
  return counts(expected + flaky, unexpected + errors.length, ok, suites.flatMap(failedSpecs))
}

/** The failed tests of a suite in Playwright's report, by file and line, each with its error. */
function failedSpecs({ specs = [], suites = [] }) {
  const errorOf = ({ tests }) => tests.flatMap(({ results }) => results.map(({ error }) => error?.message))
  const failed = specs
    .filter((spec) => !spec.ok)
    .map((spec) => withError(`${spec.file}:${spec.line}: ${spec.title}`, errorOf(spec).find(Boolean)))
  return [...failed, ...suites.flatMap(failedSpecs)]
}

/** Prints the pages of failed tests: on a disposable machine this is the only trace. */
function showPages(folder) {
  if (!existsSync(folder)) return
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith("error-context.md"))
  for (const file of files) {
    const [, about = ""] = readFileSync(join(folder, file), "utf8").split(/^# Test (?=info|source)/m)
    console.error(`\n${about}`)
  }
}

// A separate process: settings are read once in each, and this one has no database.
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

/** An uncounted failure, such as an error between tests, counts as one. `titles` names the failed tests. */
const counts = (passed, failed, ok, titles = []) => ({ passed, failed: failed === 0 && !ok ? 1 : failed, titles })

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}
}
