import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Sentence } from "./sentence.mjs"

/**
 * Takes the lock of a data folder, so that only one server uses it. A lock whose holder has exited is taken over.
 * @param {string} dir
 * @param {string} address of the holder, shown to the next process
 * @returns {() => void} releases it
 * @throws {Sentence} when another process holds it.
 */
export function takeLock(dir, address) {
  const file = join(dir, "lock")
  const own = join(dir, `lock.${process.pid}`)
  const text = JSON.stringify({ pid: process.pid, started: startTime(process.pid), address })
  writeFileSync(own, text, { mode: 0o644 })
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (place(own, file)) return () => giveBack(file, text)
      const held = read(file)
      if (held !== undefined && isHeld(held))
        throw new Sentence(
          `Nanostack is already running in this folder (process ${held.pid}, ${held.address}): use it, or stop it first.`,
        )
      removeDead(file, `${own}.dead`)
    }
    throw new Sentence(`Could not acquire the lock ${file}: remove it if Nanostack isn't running in this folder.`)
  } finally {
    rmSync(own, { force: true })
  }
}

/** Creating a link is atomic, unlike writing a file. */
function place(own, file) {
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if (error.code === "EEXIST") return false
    throw error
  }
}

// Two processes may find the same stale lock; the second must not remove the first's new lock.
function removeDead(file, aside) {
  try {
    renameSync(file, aside)
    const held = read(aside)
    if (held !== undefined && isHeld(held)) place(aside, file)
  } catch (error) {
    if (error.code !== "ENOENT") throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function giveBack(file, text) {
  try {
    if (readFileSync(file, "utf8") === text) rmSync(file)
  } catch {} // already removed
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"))
  } catch {
    return undefined
  }
}

function isHeld({ pid, started }) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== "EPERM") return false
  }
  // A killed process that was not reaped, as in containers without an init, still has its PID.
  if (stat(pid)?.[0] === "Z") return false
  return pid !== process.pid && (started === null || started === startTime(pid))
}

/** Start time of a process, as Linux counts it: PIDs are soon reused, most of all in containers. */
const startTime = (pid) => stat(pid)?.[19] ?? null

/** Returns Linux's data on a process, from its state on (proc(5)). */
function stat(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop().split(" ")
  } catch {
    return undefined
  }
}
