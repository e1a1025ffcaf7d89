import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startCluster, stopCluster } from "./cluster.mjs"
import { built, undo } from "./launch.mjs"
import { step } from "./steps.mjs"

const prefix = "nanostack-test-"

/**
 * Starts a temporary PostgreSQL for one test run. Every statement is written to `sqlLog`, one JSON object a line,
 * unless `logStatements` is false.
 * @returns {Promise<{ folder: string, sqlLog: string, serverLog: string, template: string, drop: (names: string[]) =>
 * Promise<void>, database: (name: string) => Promise<string> }>}
 *   `database` creates a migrated database and resolves to its URL; `template` is the name of one to copy
 */
export async function temporaryCluster({ logStatements = true } = {}) {
  await sweep()
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  chmodSync(folder, 0o711)
  undo.push(() => remove(folder))
  const cluster = await step("starting a PostgreSQL for the tests", () =>
    startCluster({ dir: folder, logStatements, durable: false }),
  )
  const template = "migrated"
  await step("migrating a database to copy", async () => {
    const { migrate } = await built("prisma/migrate")
    await migrate(await database(cluster.url, template))
  })
  return {
    template,
    folder,
    sqlLog: cluster.sqlLog,
    serverLog: cluster.serverLog,
    drop: (names) => drop(cluster.url, names),
    database: (name) => database(cluster.url, name, template),
  }
}

async function database(url, name, template = "template1") {
  const { default: pg } = await import("pg")
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  await client.end()
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

async function drop(url, names) {
  const { default: pg } = await import("pg")
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const name of names) await client.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await client.end()
}

/** Stops clusters left running by killed runs. */
async function sweep() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const [pid] = name.slice(prefix.length).split("-")
    if (!existsSync(`/proc/${pid}`) && existsSync("/proc/self")) await remove(join(tmpdir(), name)).catch(() => {})
  }
}

async function remove(folder) {
  await stopCluster(folder)
  rmSync(folder, { recursive: true, force: true })
}

/** Returns the end of a log, to show after a failure. */
export function tail(file, lines = 60, matching = () => true) {
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(matching).slice(-lines).join("\n") : ""
}
