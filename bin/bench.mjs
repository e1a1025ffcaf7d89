import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { buildPages, bundle, generate } from "./build.mjs"
import { startCluster, stopCluster } from "./cluster.mjs"
import { install } from "./install.mjs"
import { built, leave, leaveOnSignal, undo } from "./launch.mjs"
import { command, Sentence } from "./sentence.mjs"
import { begin, step } from "./steps.mjs"

/**
 * `npm run bench`: measures a production server on a temporary PostgreSQL. `--large` adds an organization of 1,000,000,
 * `--peers` other systems, `--soak` ten minutes of load, `--next` a baseline that takes a build; `--rounds` and
 * `--seconds` change the length of the run.
 */
await command(async () => {
  begin()
  leaveOnSignal()
  const options = read(process.argv.slice(2))
  try {
    await install()
    await generate()
    await step("bundling the server and the benchmark", bundleAll)
    await buildPages()
    const folder = mkdtempSync(join(tmpdir(), "nanostack-bench-"))
    chmodSync(folder, 0o711)
    undo.push(() => remove(folder))
    const { url } = await step("starting a PostgreSQL for the benchmark", () => startCluster({ dir: folder }))
    const { migrate } = await built("prisma/migrate")
    await migrate(url)
    const { run, stopAll } = await built("bench/run")
    undo.push(stopAll)
    await run({ ...options, databaseUrl: url, folder })
  } finally {
    await leave()
  }
  process.exit(0)
})

function read(args) {
  const flag = { type: "boolean", default: false }
  const number = (value) => ({ type: "string", default: value })
  const options = { large: flag, peers: flag, soak: flag, next: flag, rounds: number("3"), seconds: number("3") }
  try {
    const { values } = parseArgs({ args, options })
    return { ...values, rounds: positive(values.rounds), seconds: positive(values.seconds) }
  } catch (error) {
    throw new Sentence(
      `${error.message}: use ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(", ")}.`,
    )
  }
}

function positive(text) {
  if (!(Number(text) >= 1)) throw new Error(`${text} is not a number of 1 or more`)
  return Number(text)
}

async function bundleAll() {
  await bundle()
  await bundle(["bench/run.ts", "bench/load-process.ts", "bench/floor-server.ts"])
}

/** Removes a folder, after stopping the clusters in it. */
async function remove(folder) {
  for (const dir of [folder, join(folder, "copy/.data")]) if (existsSync(dir)) await stopCluster(dir)
  rmSync(folder, { recursive: true, force: true })
}
