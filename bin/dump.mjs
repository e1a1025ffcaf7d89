import { spawn } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { sumOf } from "./manifest.mjs"
import { Sentence } from "./sentence.mjs"

const path = "database.dump"

/**
 * Dumps an external database into `folder` with pg_dump, as a consistent snapshot.
 * @param {{ url: string, folder: string }} options
 * @returns {Promise<{ files: { path: string, size: number, sha256: string }[], folders: string[] }>}
 * @throws {Sentence} where pg_dump is missing, too old or fails
 */
export async function dump({ url, folder }) {
  const file = join(folder, path)
  writeFileSync(file, "", { mode: 0o600 })
  await client("pg_dump", url, ["--format=custom", `--file=${file}`])
  return { files: [{ path, ...(await sumOf(file)) }], folders: [] }
}

/**
 * Restores an empty database from `folder`, all or nothing.
 * @param {{ url: string, folder: string }} options
 * @throws {Sentence} where the database is not empty, or pg_restore is missing or fails
 */
export async function restoreDump({ url, folder }) {
  if (!(await isEmpty(url)))
    throw new Sentence(
      "The database in DATABASE_URL is not empty: create a new one (CREATE DATABASE) and restore into that.",
    )
  const all = ["--no-owner", "--no-privileges", "--no-comments", "--single-transaction", "--exit-on-error"]
  await client("pg_restore", url, [...all, join(folder, path)])
}

async function isEmpty(url) {
  const { default: pg } = await import("pg")
  const session = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await session.connect()
    const { rows } = await session.query(
      `SELECT count(*)::int AS n FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'`,
    )
    return rows[0].n === 0
  } catch (error) {
    throw new Sentence(`The database in DATABASE_URL can't be reached (${error.message}).`)
  } finally {
    await session.end().catch(() => {})
  }
}

/** Runs a program of PostgreSQL; the password is passed in its environment, since any user can read a command line. */
function client(program, url, args) {
  const shown = new URL(url)
  const password = decodeURIComponent(shown.password)
  shown.password = ""
  const env = password ? { ...process.env, PGPASSWORD: password } : process.env
  return new Promise((done, fail) => {
    const child = spawn(program, ["--no-password", `--dbname=${shown.href}`, ...args], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    })
    let said = ""
    child.stderr.on("data", (chunk) => (said = `${said}${chunk}`.slice(-4_000)))
    child.once("error", () =>
      fail(
        new Sentence(
          `${program} is not installed: install PostgreSQL's client programs, in the server's version or later, or run this on the database server.`,
        ),
      ),
    )
    child.once("exit", (code) =>
      code === 0 ? done() : fail(new Sentence(`${program} failed: ${said.trim().split("\n").join(" ")}`)),
    )
  })
}
