import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Sentence } from "./sentence.mjs"

/** The project's folder; every command works from there. */
export const root = fileURLToPath(new URL("..", import.meta.url))

/** Goes to the project's folder, refuses a Node that is too old, and reads .env; what the environment says wins. */
export function begin() {
  const [major, minor] = process.versions.node.split(".").map(Number)
  if (major < 20 || (major === 20 && minor < 12))
    throw new Sentence(`Node ${process.versions.node} is too old: install Node 20.12 or later (22 and 24 work too).`)
  process.chdir(root)
  for (const line of lines(".env")) {
    const [, name, value] = /^\s*(?:export\s+)?([A-Z_][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (name) process.env[name] ??= value.replace(/^(["'])(.*)\1$/, "$2")
  }
}

function lines(file) {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/)
  } catch {
    return []
  }
}

const elapsed = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/**
 * Does one step of a command, saying what it is, that it still goes on, and how long it took.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const since = Date.now()
  console.log(`▸ ${what} …`)
  const ticking = setInterval(() => console.log(`  ${what}: ${elapsed(since)} so far`), 10_000)
  try {
    const result = await work()
    console.log(`✓ ${what} (${elapsed(since)})`)
    return result
  } finally {
    clearInterval(ticking)
  }
}

/** Children that are running now, to be ended with us. */
export const children = new Set()

/**
 * Runs a program and waits for it.
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string, quiet?: boolean }} options `quiet` holds its output back and shows it only where it fails
 * @throws {Sentence} when it ends with another code than 0.
 */
export function run(file, args, { env = {}, cwd, quiet = false } = {}) {
  return new Promise((done, fail) => {
    const stdio = quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"]
    const child = spawn(file, args, { cwd, stdio, env: { ...process.env, ...env } })
    children.add(child)
    let output = ""
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk))
    child.once("error", fail)
    child.once("exit", (code, signal) => {
      children.delete(child)
      if (code === 0) return done(output)
      if (quiet) console.error(output)
      fail(
        new Sentence(`${[file, ...args].join(" ")} failed (${signal ?? `exit code ${code}`}). See its output above.`),
      )
    })
  })
}
