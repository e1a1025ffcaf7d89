import { join } from "node:path"
import { backupCommand } from "./backup.mjs"
import { bundle } from "./build.mjs"
import { clusterRuns, startCluster } from "./cluster.mjs"
import { importCommand } from "./import.mjs"
import { install } from "./install.mjs"
import { built } from "./launch.mjs"
import { command } from "./sentence.mjs"
import { begin, root } from "./steps.mjs"

// `npm run nanostack -- …`: the operator's commands, with or without a running server.
await command(async () => {
  begin()
  const dir = join(root, ".data")
  await install()
  if (/^(backup|restore)$/.test(process.argv[2])) {
    await backupCommand(process.argv.slice(2))
    process.exit()
  }
  if (process.argv[2] === "import")
    process.exit(await importCommand(process.argv.slice(3), process.env.NANOSTACK_API_KEY))
  await bundle(["lib/operator/cli.ts"])
  const runs = clusterRuns(dir)
  const cluster = process.env.DATABASE_URL ? undefined : await startCluster({ dir })
  process.env.DATABASE_URL ??= cluster?.url
  process.env.NANOSTACK_MODE ??= cluster ? "demo" : "production"
  try {
    const { main } = await built("lib/operator/cli")
    process.exitCode = await main(process.argv.slice(2))
  } finally {
    // A cluster in use by a server keeps running.
    if (!runs) await cluster?.stop()
  }
  process.exit()
})
