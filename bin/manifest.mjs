import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { open } from "node:fs/promises"
import { dirname, join, relative } from "node:path"
import { Sentence } from "./sentence.mjs"

// A backup is a folder of files and a manifest with their checksums, which is written last: without it there is no
// backup.

const name = "manifest.json"
const sum = (text) => createHash("sha256").update(text).digest("hex")

/**
 * Copies a file, or the beginning of one that grows meanwhile, and syncs it to disk. Only its owner may read it.
 * @param {string} from
 * @param {string} to
 * @returns {Promise<{ size: number, sha256: string } | undefined>} undefined where the file no longer exists
 */
export async function copyFile(from, to) {
  const source = await open(from).catch(unlessMissing)
  if (!source) return undefined
  const target = await open(to, "wx", 0o600)
  try {
    const read = await readAll(source, (chunk) => target.writeFile(chunk))
    await target.sync()
    return read
  } finally {
    await Promise.all([source.close(), target.close()])
  }
}

/**
 * Writes a small file and syncs it to disk.
 * @param {string} file
 * @param {string} text
 * @returns {Promise<{ size: number, sha256: string }>}
 */
export async function writeDurably(file, text) {
  const target = await open(file, "wx", 0o600)
  await target.writeFile(text)
  await target.sync()
  await target.close()
  return { size: Buffer.byteLength(text), sha256: sum(text) }
}

/** Size and checksum of a file. */
export async function sumOf(file) {
  const source = await open(file).catch(unlessMissing)
  if (!source) return undefined
  try {
    return await readAll(source, () => {})
  } finally {
    await source.close()
  }
}

async function readAll(source, each) {
  const hash = createHash("sha256")
  const buffer = Buffer.allocUnsafe(1 << 20)
  let size = 0
  for (;;) {
    const { bytesRead } = await source.read(buffer, 0, buffer.length)
    if (bytesRead === 0) return { size, sha256: hash.digest("hex") }
    const chunk = buffer.subarray(0, bytesRead)
    hash.update(chunk)
    await each(chunk)
    size += bytesRead
  }
}

function unlessMissing(error) {
  if (error.code === "ENOENT") return undefined
  throw error
}

/** Syncs a folder's entries to disk. Not possible on Windows. */
export async function syncFolder(folder) {
  if (process.platform === "win32") return
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}

/**
 * Completes a backup: writes its manifest and syncs everything to disk.
 * @param {string} folder
 * @param {{ kind: "cluster" | "dump", at: string, files: { path: string, size: number, sha256: string }[], folders:
 * string[] }} backup
 */
export async function writeManifest(folder, backup) {
  await writeDurably(
    join(folder, name),
    `${JSON.stringify({ sha256: sum(JSON.stringify(backup)), backup }, null, 1)}\n`,
  )
  for (const path of ["", ...backup.folders]) await syncFolder(join(folder, path))
  await syncFolder(dirname(folder))
}

/**
 * Reads a backup's manifest and verifies every file.
 * @param {string} folder
 * @returns {Promise<{ kind: "cluster" | "dump", at: string, files: { path: string, size: number, sha256: string }[],
 * folders: string[] }>}
 * @throws {Sentence} when it is incomplete or damaged
 */
export async function verify(folder) {
  const backup = readManifest(folder)
  const listed = new Map(backup.files.map((file) => [file.path, file]))
  const there = filesOf(folder)
  const missing = [...listed.keys()].filter((path) => !there.includes(path))
  const strange = there.filter((path) => !listed.has(path))
  if (missing.length > 0) throw damaged(folder, `${missing[0]} is missing`, missing.length)
  if (strange.length > 0) throw damaged(folder, `${strange[0]} does not belong to it`, strange.length)
  for (const path of there) {
    const { size, sha256 } = (await sumOf(join(folder, path))) ?? {}
    if (size !== listed.get(path).size) throw damaged(folder, `${path} has ${size} bytes, not ${listed.get(path).size}`)
    if (sha256 !== listed.get(path).sha256) throw damaged(folder, `${path} has changed`)
  }
  return backup
}

function readManifest(folder) {
  let text
  try {
    text = readFileSync(join(folder, name), "utf8")
  } catch {
    throw new Sentence(`There is no complete backup in ${folder}: ${name} is missing.`)
  }
  try {
    const { sha256, backup } = JSON.parse(text)
    if (sha256 === sum(JSON.stringify(backup)) && backup.files.length > 0) return backup
  } catch {}
  throw damaged(folder, `${name} has changed`)
}

function damaged(folder, what, times = 1) {
  const more = times > 1 ? ` (and ${times - 1} more)` : ""
  return new Sentence(`The backup in ${folder} is damaged: ${what}${more}. Use another backup.`)
}

/** Files of a backup except its manifest. Links are ignored, so that nothing outside is read as a part of it. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ entry, path: slashes(relative(folder, join(entry.parentPath ?? entry.path, entry.name))) }))
    .map(({ entry, path }) => (entry.isFile() ? path : `${path} (no file)`))
    .filter((path) => path !== name)
}

const slashes = (path) => path.replaceAll("\\", "/")
