import { readFileSync } from "node:fs"
import { clients } from "./clients"
import { clock } from "./clock"
import { database } from "./database"
import type { Size } from "./fault"
import { kills } from "./kills"
import { lifecycle } from "./lifecycle"
import { newLoad } from "./load"
import { mirrors } from "./mirror"
import { poolers } from "./pooler"
import { startRig } from "./rig"
import { type Row, runFault, table } from "./run"
import { services } from "./services"
import { soaks } from "./soak"
import { statements } from "./statements"

/** Returns each error that the servers logged, once. */
function errorsOf(file: string): string {
  const lines = readFileSync(file, "utf8").split("\n")
  const bad = lines.filter((line) => /"level":"error"|^\w*Error/.test(line))
  const shown = new Map(bad.map((line) => [line.replace(/"(time|request_id)":"[^"]*",?/g, "").slice(0, 1_500), line]))
  return [...shown.keys()].slice(0, 20).join("\n")
}

/**
 * Runs every fault, or those whose name contains one of the words, and prints the table. @returns whether all passed
 */
export async function runFaults(size: Size, words: string[], undo: (() => Promise<void>)[]): Promise<boolean> {
  const faults = [
    ...kills,
    ...statements,
    ...database,
    ...services,
    ...poolers,
    ...clients,
    ...clock,
    ...lifecycle,
    ...mirrors,
    ...soaks,
  ]
  const chosen = faults.filter(
    ({ name, rounds }) => rounds[size] && (words.length === 0 || words.some((word) => name.includes(word))),
  )
  const rows: Row[] = []
  const rig = await startRig()
  undo.push(rig.close)
  try {
    const load = await newLoad(rig)
    for (const fault of chosen) {
      const since = Date.now()
      console.log(`▸ ${fault.name}`)
      const row = await runFault(rig, load, fault, size)
      if (!row) continue
      rows.push(row)
      if (fault.note) console.log(`  ${fault.note()}`)
      for (const line of row.wrong.slice(0, 10)) console.log(`  ${line}`)
      if (row.wrong.length > 10) console.log(`  and ${row.wrong.length - 10} more`)
      console.log(
        `  ${row.wrong.length ? "failed" : row.skipped ? "not run" : "passed"} (${Math.round((Date.now() - since) / 1000)} s)`,
      )
    }
    if (rows.some(({ wrong }) => wrong.length > 0)) console.log(`\nThe servers' errors:\n${errorsOf(rig.log)}`)
  } finally {
    await rig.close()
  }
  console.log(`\n${table(rows)}\n`)
  const failed = rows.filter(({ wrong }) => wrong.length > 0).length
  const skipped = rows.filter((row) => row.skipped).length
  console.log(`${rows.length - failed - skipped} passed, ${failed} failed, ${skipped} not run`)
  return failed === 0 && rows.length > skipped
}
