import { spawn, spawnSync } from "node:child_process"
import { existsSync, statSync } from "node:fs"
import { Sentence } from "./sentence.mjs"

/**
 * Returns the user that PostgreSQL runs as: the current one, or, since it refuses root, the owner of the data,
 * otherwise the user `postgres` (created if missing).
 * @param {string} data the data directory, which need not exist yet
 * @returns {{ uid?: number, gid?: number, changed: boolean }} `changed`: not the current user
 * @throws {Sentence} where the data belongs to another user, or no user can be created.
 */
export function postgresOwner(data) {
  if (process.getuid === undefined) return { changed: false }
  const held = existsSync(data) ? statSync(data) : undefined
  if (process.getuid() !== 0) {
    if (held && held.uid !== process.getuid())
      throw new Sentence(
        `${data} belongs to another user of this machine (UID ${held.uid}): start as that user or as root, or use your own folder.`,
      )
    return { changed: false }
  }
  if (held && held.uid !== 0) return { uid: held.uid, gid: held.gid, changed: true }
  if (id("-u") === undefined)
    spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"])
  const [uid, gid] = [id("-u"), id("-g")]
  if (uid === undefined || gid === undefined)
    throw new Sentence(
      "PostgreSQL can't run as root, and the user postgres could not be created: create it, or start as an ordinary user.",
    )
  return { uid, gid, changed: true }
}

function id(flag) {
  const { status, stdout } = spawnSync("id", [flag, "postgres"], { encoding: "utf8" })
  return status === 0 ? Number(stdout) : undefined
}

/**
 * Runs a program of PostgreSQL as `owner`, in a separate session, and waits for it.
 * @param {{ uid?: number, gid?: number, changed: boolean }} owner
 * @param {string} program absolute path
 * @param {string[]} args
 * @param {string[]} folders that it must be able to enter
 * @param {string} [input] written to its standard input
 * @returns {Promise<{ code: number, output: string }>}
 * @throws {Sentence} where `owner` can't enter a folder, and access can't be given to this program alone.
 */
export function runAs(owner, program, args, folders, input) {
  const [file, ...rest] = [...wrapper(owner, folders), program, ...args]
  const identity = owner.changed && file === program ? { uid: owner.uid, gid: owner.gid } : {}
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)))
  return new Promise((done, fail) => {
    const child = spawn(file, rest, {
      ...identity,
      cwd: "/",
      detached: true,
      windowsHide: true,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      env: { ...env, LC_ALL: "C" },
    })
    let output = ""
    child.stdout.on("data", (chunk) => (output += chunk))
    child.stderr.on("data", (chunk) => (output += chunk))
    child.stdin?.on("error", () => {}).end(input) // it may exit before reading its input
    child.once("error", fail)
    child.once("exit", (code) => done({ code: code ?? 1, output }))
  })
}

// The user postgres cannot enter a clone under /root (mode 700). Only this program gets access, instead of changing
// modes outside the project.
function wrapper(owner, folders) {
  if (!owner.changed || folders.every((folder) => canEnter(owner, folder))) return []
  if (spawnSync("setpriv", ["--version"]).status !== 0)
    throw new Sentence(
      `The user that PostgreSQL runs as can't access ${folders[0]}: move the project to a folder that all users can access, start as an ordinary user, or install setpriv (util-linux).`,
    )
  return [
    "setpriv",
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--bounding-set=-all,+dac_override",
    "--securebits=+no_setuid_fixup", // without it access(2), by which PostgreSQL finds its own programs, ignores the capability
    "--",
  ]
}

function canEnter({ uid, gid }, folder) {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { uid, gid, cwd: "/", stdio: "ignore" }).status === 0
}
