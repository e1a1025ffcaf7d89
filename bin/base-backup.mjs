import { randomBytes } from "node:crypto"
import { mkdirSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { copyFile, writeDurably } from "./manifest.mjs"
import { Sentence } from "./sentence.mjs"

// Files without use in a backup (PostgreSQL, "Backing Up the Data Directory"), and the logs, which are stored beside
// the data.
const passedOver =
  /(^|\/)(postmaster\.(pid|opts)|pg_internal\.init|pgsql_tmp[^/]*|backup_label|tablespace_map)$|^(server\.log(\.1)?|sql\.(log|json)|log|current_logfiles)$/
const emptied = new Set([
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
])

/**
 * Copies a running cluster by PostgreSQL's low-level API: between `pg_backup_start` and `pg_backup_stop` files may
 * change while they are read, since the WAL written meanwhile, copied after them, repairs them. A temporary replication
 * slot keeps the WAL from being recycled; slot and backup end with our connection, however it ends.
 * @param {{ url: string, data: string, folder: string }} options `data` is the running cluster's directory, `folder` an
 * empty one
 * @returns {Promise<{ files: { path: string, size: number, sha256: string }[], folders: string[] }>}
 * @throws {Sentence}
 */
export async function baseBackup({ url, data, folder }) {
  const { default: pg } = await import("pg")
  const session = new pg.Client({ connectionString: url, keepAlive: true, application_name: "nanostack-backup" })
  let lost
  session.on("error", (error) => (lost = error))
  await session.connect()
  try {
    const label = `nanostack_${randomBytes(6).toString("hex")}`
    await session.query("SELECT pg_create_physical_replication_slot($1, true, true)", [label])
    await session.query("SELECT pg_backup_start($1, true)", [label])
    const copied = await copyTree(data, folder)
    const { rows } = await session.query(
      "SELECT labelfile, spcmapfile, pg_walfile_name(lsn) AS last FROM pg_backup_stop(false)",
    )
    const { labelfile, spcmapfile, last } = rows[0]
    if (spcmapfile)
      throw new Sentence("The database has its own tablespaces, which this backup does not support: use pg_basebackup.")
    copied.files.push({ path: "backup_label", ...(await writeDurably(join(folder, "backup_label"), labelfile)) })
    copied.files.push(...(await copyLog(data, folder, /\(file ([0-9A-F]{24})\)/.exec(labelfile)[1], last)))
    return copied
  } catch (error) {
    throw lost
      ? new Sentence(`PostgreSQL stopped during the backup (${lost.message}). Nothing was saved. Try again.`)
      : error
  } finally {
    await session.end().catch(() => {})
  }
}

/** Copies everything except the WAL. `pg_control` comes last, as in PostgreSQL's own tool. */
async function copyTree(data, folder) {
  const kept = [...walk(data)]
  const folders = [...kept.filter(({ isFolder }) => isFolder).map(({ path }) => path), "pg_wal/archive_status"]
  for (const path of folders) mkdirSync(join(folder, path), { recursive: true, mode: 0o700 })
  const control = "global/pg_control"
  const paths = kept.filter(({ path, isFolder }) => !isFolder && path !== control).map(({ path }) => path)
  const files = []
  for (const path of [...paths, control]) {
    const copied = await copyFile(join(data, path), join(folder, path))
    if (copied) files.push({ path, ...copied })
  }
  return { files, folders }
}

/** Yields the content of a folder, parents first. Temporary folders may disappear meanwhile. */
function* walk(data, above = "") {
  let entries = []
  try {
    entries = readdirSync(join(data, above), { withFileTypes: true })
  } catch (error) {
    if (error.code !== "ENOENT") throw error
  }
  for (const entry of entries) {
    const path = above ? `${above}/${entry.name}` : entry.name
    if (passedOver.test(path) || entry.isSocket()) continue
    yield { path, isFolder: entry.isDirectory() }
    if (entry.isDirectory() && !emptied.has(path)) yield* walk(data, path)
  }
}

/** Copies the WAL segments from the start to the end of the backup; a gap would make it worthless. */
async function copyLog(data, folder, first, last) {
  const number = (name) => Number.parseInt(name.slice(8, 16), 16) * 256 + Number.parseInt(name.slice(16), 16)
  const segments = readdirSync(join(data, "pg_wal")).filter(
    (name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last,
  )
  const files = []
  for (const name of segments.sort()) {
    const path = `pg_wal/${name}`
    files.push({ path, ...(await copyFile(join(data, path), join(folder, path))) })
  }
  if (files.length !== number(last) - number(first) + 1)
    throw new Sentence(
      "PostgreSQL recycled its WAL during the backup. Nothing was saved. Try again when there is less write load.",
    )
  return files
}
