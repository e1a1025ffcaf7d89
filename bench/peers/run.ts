import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { weigh } from "../page-weight"
import { type Running, residentMegabytes } from "../process"
import { progress } from "../progress"
import { type Measured, measure, type Work } from "../rounds"
import { factLine, type Line, lineOf, number, table, withoutNumber } from "../table"
import * as betterAuth from "./better-auth"
import * as directus from "./directus"
import { type Kind, kinds, type Peer } from "./peer"

const peers = { "better-auth": betterAuth, directus }

type Given = {
  databaseUrl: string
  folder: string
  rounds: number
  seconds: number
  db: pg.Client
  floor: Work[]
  mine: Work[]
  server: Running
}

type System = Peer & { name: string; memory: number }

/** Measures other systems and ours in the same rounds. One that does not install or start is listed with the reason. */
export async function runPeers(given: Given): Promise<string> {
  const systems: System[] = [ourSystem(given)]
  const absent: Line[] = []
  for (const [id, { name, start }] of Object.entries(peers)) {
    console.log(`▸ installing, starting and filling ${name} …`)
    try {
      systems.push({ name, ...(await begin(given, id, start)) })
      console.log(`✓ ${name} answers`)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      console.log(`  ${name}: ${why}`)
      absent.push(withoutNumber(name, `it does not install or start here: ${why.slice(0, 200)}`))
    }
  }
  const work = [...given.floor, ...systems.flatMap(workOf)]
  const measured = await measure(work, { ...given, say: progress })
  progress("measured", 1)
  const lines = [...linesOf(measured), ...(await facts(systems)), ...absent]
  await Promise.all(systems.slice(1).map(({ server }) => server.stop()))
  return table(lines)
}

function ourSystem({ mine, server }: Given): System {
  const job = (id: string) => mine.find((work) => work.id === id)?.job
  const ids = { list: "list-100000", page: "page-4500", search: "rare-100000" }
  const jobs = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, job({ [kind]: kind, ...ids }[kind] ?? kind)]))
  // Its idle memory is in the other table: here it has done work.
  return { name: "Nanostack", server, jobs, page: `${server.origin}/login`, memory: Number.NaN }
}

async function begin({ databaseUrl, folder, db }: Given, id: string, start: typeof betterAuth.start) {
  const database = `peer_${id.replace("-", "_")}`
  await db.query(`CREATE DATABASE ${database}`)
  const url = new URL(databaseUrl)
  url.pathname = `/${database}`
  const own = new pg.Client({ connectionString: url.href })
  own.on("error", () => {})
  await own.connect()
  try {
    const peer = await start({ folder: join(folder, id), databaseUrl: url.href, db: own })
    await sleep(5_000)
    return { ...peer, memory: residentMegabytes(peer.server.pid) }
  } finally {
    await own.end()
  }
}

function workOf({ name, server, jobs }: System): Work[] {
  return Object.entries(jobs).map(([kind, job]) => ({
    id: kind,
    name: `${kinds[kind as Kind]} – ${name}`,
    job,
    server,
    ...(kind === "me-storm" && { beside: jobs["sign-in"], seconds: 4 }),
    ...(kind === "sign-in" && { seconds: 6 }),
  }))
}

/** Ordered by benchmark, so that the systems are adjacent. */
function linesOf(measured: readonly Measured[]): Line[] {
  const floor = measured.find(({ work }) => work.id === "plain")?.figures?.perSecond
  return ["plain", ...Object.keys(kinds)].flatMap((kind) =>
    measured.filter(({ work }) => work.id === kind).map((one) => lineOf(one, floor)),
  )
}

async function facts(systems: readonly System[]): Promise<Line[]> {
  const lines: Line[] = []
  for (const { name, page, memory } of systems) {
    if (Number.isFinite(memory)) lines.push(factLine(`memory when idle – ${name}`, `${number(memory)} MB`))
    const work = `sign-in page, over the wire – ${name}`
    if (page)
      lines.push(
        await weigh(page).then(
          ({ bytes, files }) => factLine(work, `${number(bytes / 1000)} KB in ${files} files`),
          (error) => withoutNumber(work, String(error)),
        ),
      )
  }
  return lines
}
