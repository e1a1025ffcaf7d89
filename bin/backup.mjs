import { randomBytes } from "node:crypto"
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { baseBackup } from "./base-backup.mjs"
import { clusterRuns, recover, startCluster } from "./cluster.mjs"
import { postgresOwner } from "./cluster-user.mjs"
import { dump, restoreDump } from "./dump.mjs"
import { takeLock } from "./lock.mjs"
import { copyFile, syncFolder, verify, writeManifest } from "./manifest.mjs"
import { Sentence } from "./sentence.mjs"
import { root, step } from "./steps.mjs"

/**
 * `nanostack backup <folder>`, `backup --verify <folder>` and `restore <folder>`: of the embedded cluster in .data/, or
 * in the folder of `--data`; where DATABASE_URL is set, of that database by pg_dump and pg_restore.
 * @param {string[]} args
 * @throws {Sentence} with what to do
 */
export async function backupCommand([name, ...args]) {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { verify: { type: "boolean", default: false }, data: { type: "string" } },
  })
  if (positionals.length !== 1) throw new Sentence(`Specify a folder: npm run nanostack -- ${name} <folder>`)
  const folder = resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0])
  const url = values.data === undefined ? process.env.DATABASE_URL : undefined
  const dir = resolve(process.env.INIT_CWD ?? process.cwd(), values.data ?? join(root, ".data"))
  if (name === "backup" && values.verify) {
    const { at, files } = await step("verifying checksums", () => verify(folder))
    console.log(
      `The backup of ${at} in ${folder} is complete: ${files.length} files. Only a restore proves that it works.`,
    )
  } else if (name === "backup") await backup(folder, dir, url)
  else await restore(folder, dir, url)
}

async function backup(folder, dir, url) {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Sentence(`${folder} is not empty: specify a folder that does not exist yet. Nothing was overwritten.`)
  const fresh = `${folder}.partial-${process.pid}`
  mkdirSync(dirname(folder), { recursive: true })
  mkdirSync(fresh, { mode: 0o700 })
  try {
    const at = new Date().toISOString()
    const kind = url ? "dump" : "cluster"
    const copied = await step(`backing up to ${folder}`, () =>
      url ? dump({ url, folder: fresh }) : cluster(dir, fresh),
    )
    await writeManifest(fresh, { kind, at, ...copied })
    renameSync(fresh, folder)
    await syncFolder(dirname(folder))
    const bytes = copied.files.reduce((sum, { size }) => sum + size, 0)
    console.log(
      `Created a backup of ${Math.ceil(bytes / 1e6)} MB in ${folder}. Store AUTH_SECRET separately: encrypted data can't be read without it.`,
    )
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

async function cluster(dir, folder) {
  if (!existsSync(join(dir, "postgres")))
    throw new Sentence(`There is no database in ${dir}: start Nanostack once, or set DATABASE_URL.`)
  const runs = clusterRuns(dir)
  const release = runs ? () => {} : takeLock(dir, "backup")
  const { url, stop, data } = await startCluster({ dir })
  try {
    return await baseBackup({ url, data, folder })
  } finally {
    if (!runs) await stop()
    release()
  }
}

async function restore(folder, dir, url) {
  const { kind, files, folders, at } = await step("verifying checksums", () => verify(folder))
  if (url && kind === "cluster")
    throw new Sentence(`${folder} contains a backup of the embedded PostgreSQL: unset DATABASE_URL to restore it.`)
  if (!url && kind === "dump")
    throw new Sentence(`${folder} contains a dump: set DATABASE_URL to an empty database to restore it.`)
  if (url) await step("restoring the database", () => restoreDump({ url, folder }))
  else await restoreCluster(folder, dir, { files, folders })
  console.log(`Restored the database to ${at}. It needs the AUTH_SECRET from that time.`)
  console.log(revived)
}

/** Credentials that a restore reactivates, and how to revoke them. */
const revived = `
API keys revoked since then, sessions ended since then, links used since then and invitations revoked since
then work again. Revoke them before people use this database (docs/backup.md, "After a restore"):

  npm run nanostack -- sessions end --all
  npm run nanostack -- keys revoke --all
  npm run nanostack -- links revoke --all
`

/**
 * Recovers the copy beside its destination and gives it a new password; only then moves it there, so that it is never
 * half restored.
 */
async function restoreCluster(folder, dir, { files, folders }) {
  const data = join(dir, "postgres")
  if (existsSync(data)) {
    if (clusterRuns(dir))
      throw new Sentence(`A database is running in ${data}: stop Nanostack first, and move that folder away.`)
    throw new Sentence(`There is already a database in ${data}: move that folder away, keep it, and restore again.`)
  }
  mkdirSync(dir, { recursive: true, mode: 0o711 })
  const release = takeLock(dir, "restore")
  const fresh = join(dir, "postgres.new")
  const owner = postgresOwner(data)
  try {
    rmSync(fresh, { recursive: true, force: true })
    if (owner.changed) chmodSync(dir, 0o711)
    await step("copying files", async () => {
      for (const path of ["", ...folders]) mkdirSync(join(fresh, path), { recursive: true, mode: 0o700 })
      for (const { path, sha256 } of files) {
        const copied = await copyFile(join(folder, path), join(fresh, path))
        if (copied?.sha256 !== sha256) throw new Sentence(`${path} changed while it was copied. Nothing was restored.`)
      }
      for (const path of ["", ...folders, ...files.map((file) => file.path)])
        if (owner.changed) chownSync(join(fresh, path), owner.uid, owner.gid)
      for (const path of ["", ...folders]) await syncFolder(join(fresh, path))
    })
    const password = randomBytes(24).toString("base64url")
    await step("recovering the database", () => recover(dir, fresh, password))
    writeFileSync(join(dir, "postgres-password"), password, { mode: 0o600, flush: true })
    renameSync(fresh, data)
    await syncFolder(dir)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    release()
  }
}
