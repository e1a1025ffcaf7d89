import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Sentence } from "./sentence.mjs"

/** The project's root folder; every command runs there. */
export const root = fileURLToPath(new URL("..", import.meta.url))

/** Changes to the project's root, rejects old Node versions, and reads .env; environment variables take precedence. */
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
 * Runs one step of a command with progress output: its name, that it is still running, and how long it took.
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

/** Running child processes, ended with this one. */
export const children = new Set()

/**
 * Runs a program and waits for it.
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string, quiet?: boolean }} options `quiet` buffers its output and
 * prints it only on failure
 * @throws {Sentence} when its exit code is not 0.
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
