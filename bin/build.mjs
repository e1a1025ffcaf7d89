import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { brotliCompress } from "node:zlib"
import { run, step } from "./steps.mjs"

const brotli = promisify(brotliCompress)

const sources = ["app", "components", "lib", "prisma", "public", "server.ts", "worker.ts"]
const settings = ["next.config.mjs", "package.json", "package-lock.json", "tailwind.config.ts", "tsconfig.json"]
const passedOver = /(^|\/)(generated|dist|node_modules)$|\.test\.tsx?$|\.md$|vitest\.config\.ts$/

/** Generates Prisma's client where prisma/schema.prisma has changed. */
export async function generate() {
  const made = "lib/core/db/generated/prisma/client.ts"
  const print = fingerprint(["prisma/schema.prisma", "package-lock.json"])
  if (existsSync(made) && stamped("lib/core/db/generated/.stamp") === print) return
  await step("generating the database client", () =>
    run(process.execPath, ["node_modules/prisma/build/index.js", "generate", "--config", "prisma/prisma.config.ts"], {
      quiet: true,
      // Generating does not run the engine, but Prisma downloads it unless given a path.
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
    }),
  )
  writeFileSync("lib/core/db/generated/.stamp", print)
}

/**
 * Bundles what Node runs directly, the server, migrations and demo data, into dist/. Takes milliseconds, so it always
 * runs.
 */
export async function bundle(
  entryPoints = ["server.ts", "prisma/migrate.ts", "prisma/seed.ts", "lib/core/env.ts", "worker.ts"],
) {
  const { build, stop } = await import("esbuild")
  await build({
    entryPoints: entryPoints.filter((file) => existsSync(file)),
    outdir: "dist",
    outbase: ".",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    jsx: "automatic",
    sourcemap: "linked",
    logLevel: "warning",
  })
  await stop()
}

/**
 * Key that Next derives the names of server actions from. By default it is random per build: a form would fail on a
 * server that was built elsewhere, or on the next version. It need not be secret: it encrypts what actions inside
 * components close over, and there are none (lib/core/house.test.ts).
 */
const actionsKey = createHash("sha256").update("nanostack server actions").digest("base64")

/** Builds the pages where a source is newer than the build. */
export async function buildPages() {
  const print = fingerprint([...sources, ...settings])
  if (existsSync(".next/BUILD_ID") && stamped(".next/nanostack-stamp") === print) return
  await step("building the pages", async () => {
    rmSync(".next/nanostack-stamp", { force: true })
    await run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      quiet: true,
      env: {
        NEXT_TELEMETRY_DISABLED: "1",
        NODE_ENV: "production",
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey,
      },
    })
  })
  await step("compressing what browsers load", () => compress(".next/static"))
  writeFileSync(".next/nanostack-stamp", print)
}

/** Generates the types of the routes, as a build does, without building. */
export async function routeTypes() {
  await step("generating the types of the routes", () =>
    run(process.execPath, ["node_modules/next/dist/bin/next", "typegen"], { quiet: true }),
  )
}

/** Writes a `.br` beside each text file of a folder: compressed once, at the highest level, and served as is. */
async function compress(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => /\.(js|css|svg|json|txt)$/.test(name))
  for (const name of names) {
    const file = join(folder, name)
    writeFileSync(`${file}.br`, await brotli(readFileSync(file)))
  }
}

function stamped(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined
}

/** Returns a hash of the names, sizes and times of all files under `paths`. */
function fingerprint(paths) {
  const hash = createHash("sha256").update(process.versions.node)
  const add = (path) => {
    if (passedOver.test(path) || !existsSync(path)) return
    const { mtimeMs, size } = statSync(path)
    if (!statSync(path).isDirectory()) return hash.update(`${path} ${size} ${mtimeMs}\n`)
    for (const name of readdirSync(path).sort()) add(join(path, name))
  }
  for (const path of paths) add(path)
  return hash.digest("hex")
}
