import { mkdirSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { clusterRuns, startCluster } from "./cluster.mjs"
import { takeLock } from "./lock.mjs"
import { Sentence } from "./sentence.mjs"
import { children, root, step } from "./steps.mjs"

const dir = join(root, ".data")

/** Imports the bundle of a source file, such as "server". */
export const built = (name) => import(pathToFileURL(join(root, "dist", `${name}.js`)).href)

/** Cleanup steps to run before this process exits, last first. */
export const undo = []
let leaving

/** Runs the cleanup steps, last first: children, the cluster, the lock. */
export function leave() {
  leaving ??= (async () => {
    for (const child of children) child.kill("SIGTERM")
    for (const act of undo.reverse()) await act()
  })()
  return leaving
}

/** Until a server responds, a signal ends the command and everything it started; afterwards the server drains first. */
export function leaveOnSignal() {
  watchParent()
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"]
  const stop = () => void leave().finally(() => process.exit(130))
  for (const signal of signals) process.on(signal, stop)
  return () => {
    for (const signal of signals) process.off(signal, stop)
  }
}

/**
 * npm kills its intermediate shell on SIGTERM without forwarding the signal: an orphaned process shuts down as if
 * signaled.
 */
function watchParent() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.emit("SIGTERM")
  }, 250)
  watch.unref()
}

/**
 * Checks settings, takes the folder's lock and checks that the port is free, before anything is started.
 * @param {"demo" | "development" | "production"} mode
 * @returns {Promise<{ PORT: number, HOST: string, PUBLIC_URL: string }>}
 * @throws {Sentence | Error} with one sentence that says which setting to change.
 */
export async function claim(mode) {
  process.env.NANOSTACK_MODE = mode
  const { readSettings } = await built("lib/core/env")
  const settings = readSettings({
    ...process.env,
    DATABASE_URL: process.env.DATABASE_URL || "postgresql://localhost/embedded",
  })
  mkdirSync(dir, { recursive: true, mode: 0o711 })
  undo.push(takeLock(dir, settings.PUBLIC_URL))
  await assertFree(settings.PORT, settings.HOST)
  return settings
}

function assertFree(port, host) {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once("error", (error) => fail(new Sentence(listenSentence(error, port, host))))
    probe.listen(port, host, () => probe.close(done))
  })
}

function listenSentence({ code }, port, host) {
  if (code === "EADDRINUSE")
    return `Port ${port} is in use by another program: set PORT to a free one, such as PORT=${port + 1}.`
  if (code === "EACCES") return `This user can't use port ${port}: set PORT to one above 1023.`
  return `Nanostack can't listen on ${host} port ${port} (${code}): correct HOST or PORT.`
}

/** Starts the embedded PostgreSQL, unless DATABASE_URL names another, and sets DATABASE_URL. */
export async function database() {
  if (process.env.DATABASE_URL) return
  let starting
  undo.push(() =>
    starting?.then(
      (cluster) => cluster.stop(),
      () => {},
    ),
  )
  const log = (line) => console.log(`  ${line}`)
  const cluster = await step("starting PostgreSQL in .data/postgres", () => (starting = startCluster({ dir, log })))
  process.env.DATABASE_URL = cluster.url
  keepRunning(cluster.port)
}

/** Restarts PostgreSQL if its main process is killed; it only restarts its own workers. */
function keepRunning(port) {
  const watch = setInterval(async () => {
    if (leaving || clusterRuns(dir)) return
    clearInterval(watch)
    console.error("PostgreSQL stopped. Restarting it")
    await startCluster({ dir, port }).catch((error) => console.error(error.message))
    keepRunning(port)
  }, 2_000)
  watch.unref()
}

/** Migrates a demo or development database, and seeds an empty one with demo data. Continues without a database. */
export async function prepareData() {
  const { migrate } = await built("prisma/migrate")
  try {
    const applied = await step("migrating the database", () => migrate(process.env.DATABASE_URL))
    for (const name of applied) console.log(`  ${name}`)
    const { seed } = await built("prisma/seed")
    await step("checking for demo data", async () => {
      if (await seed(process.env.DATABASE_URL)) console.log("  added demo data to the empty database")
    })
  } catch (error) {
    if (!/^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|57P03)$/.test(error.code)) throw error
    console.error(`  The database can't be reached (${error.code}). It will be migrated at the next start.`)
  }
}

/**
 * Prints the next steps.
 * @param {string | null} [example] about the example application
 */
export function welcome({ PUBLIC_URL, mode }, example = null) {
  console.log(`\n  Nanostack (${mode}) ${mode === "development" ? "will be at" : "is ready:"} ${PUBLIC_URL}\n`)
  if (mode === "production") return
  console.log("  Sign in as super@, tenant-admin@, admin@, member@ or guest@example.com,")
  console.log("  password nanostack-demo.")
  console.log(`  Read its emails at ${PUBLIC_URL}/dev/inbox`)
  console.log(example ? `  ${example}\n` : "")
}
