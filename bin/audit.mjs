import { spawnSync } from "node:child_process"
import { command, Sentence } from "./sentence.mjs"
import { begin } from "./steps.mjs"

/**
 * `npm run audit`: known vulnerabilities in the packages that a server runs on. Fails on high and critical ones. A
 * registry that doesn't report or can't be reached is reported: neither a pass nor a failure.
 */
await command(async () => {
  begin()
  const args = ["audit", "--omit=dev", "--audit-level=high", "--json", "--fetch-retries=0", "--fetch-timeout=20000"]
  const npm = process.platform === "win32" ? "npm.cmd" : "npm"
  const { stdout = "" } = spawnSync(npm, args, { encoding: "utf8", maxBuffer: 1e8 })
  const found = read(stdout)
  if (!found?.metadata?.vulnerabilities) {
    console.log(`audit: not run (${found?.message ?? "no response from npm"})`)
    return
  }
  const { high, critical } = found.metadata.vulnerabilities
  if (high + critical > 0) {
    const names = Object.values(found.vulnerabilities).filter(({ severity }) => /high|critical/.test(severity))
    throw new Sentence(
      `audit: ${names.map(({ name, severity }) => `${name} (${severity})`).join(", ")}; see npm audit.`,
    )
  }
  console.log("audit: passed, nothing high or critical")
})

function read(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
