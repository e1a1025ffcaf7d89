import { mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { bundle } from "./build.mjs"
import { startCluster, stopCluster } from "./cluster.mjs"
import { install } from "./install.mjs"
import { built, database, leave, leaveOnSignal } from "./launch.mjs"
import { takeLock } from "./lock.mjs"
import { command, Sentence } from "./sentence.mjs"
import { begin, root, step } from "./steps.mjs"

const dir = join(root, ".data")

const commands = {
  /** `npm run db:migrate -- --name add_x`: writes the next migration from schema.prisma, using a scratch database. */
  async migrate() {
    const { values } = parseArgs({ options: { name: { type: "string" }, empty: { type: "boolean", default: false } } })
    const { writeMigration } = await migrations()
    const cluster = await startCluster({ dir: join(dir, "scratch"), durable: false })
    try {
      const file = await writeMigration(cluster.url, values.name ?? "", values.empty)
      console.log(
        file
          ? `Wrote ${file}. Review it before you commit it.`
          : "prisma/schema.prisma has not changed. There is nothing to migrate.",
      )
    } finally {
      await cluster.stop()
      rmSync(join(dir, "scratch"), { recursive: true, force: true })
    }
  },

  /**
   * `npm run db:deploy`: lists what the migrations will remove, then applies them to the database of DATABASE_URL, or
   * to the one in .data/. Afterwards it says whether there are memberships that no one has accepted.
   */
  async deploy() {
    const { migrate, previewMigrations, unacceptedMemberships } = await migrations()
    await bundle(["lib/core/worker.ts"])
    await database()
    for (const line of await previewMigrations(process.env.DATABASE_URL)) console.log(line)
    const applied = await step("migrating the database", () => migrate(process.env.DATABASE_URL))
    const { installQueue } = await built("lib/core/worker")
    await step("preparing the queue", () => installQueue(process.env.DATABASE_URL))
    console.log(applied.length > 0 ? applied.join("\n") : "The database is up to date.")
    const unaccepted = await unacceptedMemberships(process.env.DATABASE_URL)
    if (unaccepted) console.log(unaccepted)
  },

  /**
   * `npm run demo:reset`: deletes the demo's database; the next start creates a new one. Never touches one of
   * DATABASE_URL.
   */
  async reset() {
    mkdirSync(dir, { recursive: true, mode: 0o711 })
    const release = takeLock(dir, "demo:reset")
    await stopCluster(dir)
    rmSync(join(dir, "postgres"), { recursive: true, force: true })
    rmSync(join(dir, "postgres-password"), { force: true })
    release()
    console.log("Deleted the demo database. npm start creates a new one.")
  },
}

async function migrations() {
  await bundle(["prisma/migrate.ts"])
  return built("prisma/migrate")
}

await command(async () => {
  begin()
  leaveOnSignal()
  const name = process.argv.splice(2, 1)[0]
  if (!Object.hasOwn(commands, name))
    throw new Sentence(`Unknown command ${name}: use ${Object.keys(commands).join(", ")}.`)
  try {
    await install()
    await commands[name]()
  } finally {
    await leave()
  }
  process.exit(0)
})
