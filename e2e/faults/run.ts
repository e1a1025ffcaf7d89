import { setTimeout as sleep } from "node:timers/promises"
import { check } from "./check"
import { type Fault, missing, type Size } from "./fault"
import type { Findings } from "./findings"
import type { Load } from "./load"
import { until } from "./processes"
import type { Rig } from "./rig"

/** A fault's line of the table. `wrong` lists violations; `skipped` says why it was not run. */
export type Row = {
  fault: string
  rounds: number
  acknowledged: number
  lost: number
  doubled: number
  recovery: number | null
  wrong: string[]
  skipped?: string
}

/** Runs one fault as often as its size says, then compares the journal with the database and checks the invariants. */
export async function runFault(rig: Rig, load: Load, fault: Fault, size: Size): Promise<Row | null> {
  const rounds = fault.rounds[size]
  if (!rounds) return null
  const row: Row = { fault: fault.name, rounds: 0, acknowledged: 0, lost: 0, doubled: 0, recovery: null, wrong: [] }
  const lacking = missing(fault)
  if (lacking.length > 0) return { ...row, skipped: `there is no ${lacking.join(" and no ")}` }
  const before = rig.journal.read().length
  const stop = load.start()
  try {
    for (; row.rounds < rounds; row.rounds++) {
      await sleep(300 + Math.random() * 700)
      const ms = await fault.round(rig, load, row.rounds)
      if (typeof ms === "number") row.recovery = Math.max(row.recovery ?? 0, ms)
    }
    await sleep(300)
  } catch (error) {
    row.wrong.push(String(error instanceof Error ? error.message : error))
  } finally {
    await stop()
  }
  return { ...row, ...(await settled(rig, row, before)) }
}

async function settled(rig: Rig, row: Row, before: number): Promise<Partial<Row>> {
  await until("no statement of a request goes on", async () => {
    const { rows } = await rig.db.query(
      "SELECT 1 FROM pg_stat_activity WHERE application_name = 'server' AND state <> 'idle' AND query NOT LIKE 'SELECT pg_notify%'",
    )
    return rows.length === 0
  }).catch(() => row.wrong.push("a statement goes on"))
  const found: Findings = await check(rig, before)
  const acknowledged = rig.journal
    .read()
    .slice(before)
    .filter(({ status }) => status >= 200 && status < 300).length
  const wrong = [...row.wrong, ...found.lost, ...found.doubled, ...found.broken]
  return { acknowledged, lost: found.lost.length, doubled: found.doubled.length, wrong: [...new Set(wrong)] }
}

/** Formats the table. */
export function table(rows: Row[]): string {
  const line = (cells: (string | number)[]) =>
    cells.map((cell, i) => (i === 0 ? String(cell).padEnd(58) : String(cell).padStart(13))).join("")
  const head = line(["fault", "rounds", "acknowledged", "lost", "doubled", "recovery", ""])
  const lines = rows.map(({ fault, rounds, acknowledged, lost, doubled, recovery, wrong, skipped }) =>
    skipped
      ? `${fault.padEnd(58)}  not run: ${skipped}`
      : line([
          fault,
          rounds,
          acknowledged,
          lost,
          doubled,
          recovery === null ? "–" : `${(recovery / 1000).toFixed(1)} s`,
          wrong.length === 0 ? "passed" : "FAILED",
        ]),
  )
  return [head, ...lines].join("\n")
}
