import pg from "pg"
import { register } from "./api"
import { addAccounts, fill, small } from "./fill"
import { startFloors } from "./floors"
import { goalOf } from "./goals"
import { comparisonsPerSecond, costOf } from "./hashing"
import { startNextFloor } from "./next-floor"
import { ours, sizesOf } from "./ours"
import { type Weight, weigh } from "./page-weight"
import { runPeers } from "./peers/run"
import { progress } from "./progress"
import { circumstances, writeResults } from "./results"
import { type Measured, measure, type Work } from "./rounds"
import { startServer } from "./server"
import { soak } from "./soak"
import { type Start, startTwice } from "./start"
import { factLine, type Goal, type Line, lineOf, number, table, withoutNumber } from "./table"
import { type Trips, tripsOfInvite } from "./trips"

export { stopAll } from "./process"

/** Options of a run: `databaseUrl` of a migrated and empty database, `folder` for temporary files. */
export type Options = {
  databaseUrl: string
  folder: string
  large: boolean
  peers: boolean
  soak: boolean
  next: boolean
  rounds: number
  seconds: number
}

/** Measures, prints one table, and writes it to bench/RESULTS.md. */
export async function run(options: Options): Promise<void> {
  const { databaseUrl, folder } = options
  const sizes = sizesOf(options.large)
  const db = new pg.Client({ connectionString: databaseUrl })
  db.on("error", () => {}) // on Ctrl-C PostgreSQL ends first; its folder is removed later
  await db.connect()
  await fill(db, sizes)
  const server = await startServer(databaseUrl)
  await addAccounts(db, await register(server.origin, small.organization), sizes)
  const { rows } = await db.query(
    "SELECT password_hash, current_setting('server_version') AS version FROM user_secrets LIMIT 1",
  )
  const about = circumstances(rows[0].version)
  console.log(`  ${about}`)
  const floors = await startFloors(databaseUrl)
  const next = options.next ? await startNextFloor() : undefined
  const mine = await ours(server, sizes)

  const measured = await rounds([...floors.work, ...(next ? [next.work] : []), ...mine], options)
  await next?.server.stop()
  next?.remove()
  const cost = costOf(rows[0].password_hash)
  const hashes = await comparisonsPerSecond(cost, 6)
  const lines = [
    ...linesOf(measured, hashes),
    factLine(`floor: bcryptjs on all cores, cost ${cost}`, `${number(hashes)}/s`),
    ...(await factLines(() => tripsOfInvite(databaseUrl), "round trips of an invite", tripsLine)),
    ...(await factLines(() => weigh(`${server.origin}/login`), "sign-in page, over the wire", weightLine)),
    ...(options.soak ? await factLines(() => soak(mine, 10), "memory under 10 minutes of load", soakLine) : []),
    ...(await factLines(() => startTwice(folder), "start", startLines)),
  ]
  const notes = `${options.rounds} rounds of ${options.seconds} s, interleaved, after a warm-up; medians, ± the round farthest from them. Server, load and PostgreSQL share the machine.`
  report("Nanostack", `${about} ${notes}`, table(lines))

  if (options.peers) {
    const body = await runPeers({ ...options, db, floor: floors.work.slice(0, 1), mine, server })
    report("Beside others", about, body)
  }
  await Promise.all([server.stop(), floors.server.stop(), db.end()])
}

/** Runs all rounds, with progress. */
async function rounds(work: readonly Work[], options: Pick<Options, "rounds" | "seconds">): Promise<Measured[]> {
  const measured = await measure(work, { ...options, say: progress })
  progress("measured", 1)
  return measured
}

function report(heading: string, about: string, body: string): void {
  console.log(`\n${heading}\n${body}\n`)
  console.log(`Written to ${writeResults(heading, `${about}\n\n${body}`)}`)
}

/** Table lines of measured benchmarks, with baselines and goals. */
export function linesOf(measured: readonly Measured[], hashes: number): Line[] {
  const figures = (id: string) => measured.find(({ work }) => work.id === id)?.figures
  const floor = figures("plain")?.perSecond
  return measured.map((one) => lineOf(one, floor, goalOf(one.work.id, figures, hashes)))
}

async function factLines<T>(find: () => Promise<T>, work: string, show: (found: T) => Line[]): Promise<Line[]> {
  try {
    return show(await find())
  } catch (error) {
    return [withoutNumber(work, error instanceof Error ? error.message : String(error))]
  }
}

const goal = (text: string, holds: boolean): Goal => ({ text, holds })

const tripsLine = ({ trips, statements }: Trips) => [
  factLine(
    "round trips of an invite",
    `${trips} for ${statements} statements`,
    goal("≤ statements + 2", trips <= statements + 2),
  ),
]

const weightLine = ({ bytes, files }: Weight) => [
  factLine(
    "sign-in page, over the wire",
    `${number(bytes / 1000)} KB in ${files} files`,
    goal("≤ 160 KB", bytes <= 160_000),
  ),
]

const soakLine = ({ megabytes, perMinute, answers, failure }: Awaited<ReturnType<typeof soak>>) => [
  failure
    ? withoutNumber("memory under 10 minutes of load", failure)
    : factLine(
        `memory under 10 minutes of load, ${number(answers)} answers`,
        `${number(megabytes)} MB, ${number(perMinute)} MB a minute`,
      ),
]

const startLines = ({ first, again, memory }: Start) => [
  factLine("npm start to the first answer, on nothing", `${number(first)} s`),
  factLine("npm start to the first answer, again", `${number(again)} s`, goal("≤ 3 s", again <= 3)),
  factLine("memory when idle", `${number(memory)} MB`, goal("≤ 200 MB", memory <= 200)),
]
