import { AsyncLocalStorage } from "node:async_hooks"
import { setTimeout as sleep } from "node:timers/promises"
import type pg from "pg"
import type { Tx } from "../../lib/core/db/client"
import { holdWith, type SeamPoint } from "../../lib/core/seam"

/** Points where an act pauses: after its proof was compared, at the start of its transaction, before its commit. */
export const points = ["compared", "begun", "commit"] as const
export type Point = (typeof points)[number]

/** Pauses one act once. */
class Hold {
  /** PID of the PostgreSQL backend of the act's transaction, once it has one. */
  pid: number | null = null
  private reached = false
  private arrive = () => {}
  private open = () => {}
  readonly arrived = new Promise<void>((done) => {
    this.arrive = done
  })
  private readonly gate = new Promise<void>((done) => {
    this.open = done
  })

  constructor(private readonly point: SeamPoint) {}

  async at(point: SeamPoint, tx?: Tx): Promise<void> {
    if (tx && point === "begun") this.pid = await backendOf(tx)
    if (this.reached || point !== this.point) return
    this.reached = true
    this.arrive()
    await this.gate
  }

  release(): void {
    this.open()
  }
}

async function backendOf(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
  return row?.pid ?? 0
}

const held = new AsyncLocalStorage<Hold>()
holdWith((point, tx) => held.getStore()?.at(point, tx))

/** Result of an act: its value, or the error that it was refused with. */
export type Outcome<T> = { value: T } | { error: unknown }

const settled = <T>(run: Promise<T>): Promise<Outcome<T>> =>
  run.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )

/** Milliseconds between two lock queries. */
const askEvery = 4

/** Results and commit order. */
export type Race<T> = { act: Outcome<T>; ending: Outcome<unknown>; actCommittedFirst: boolean; reached: boolean }

/**
 * Pauses an act at a point, lets the ending commit, and resumes the act. Where PostgreSQL reports that the ending waits
 * for the act, the act resumes first.
 * @param watch a separate connection, for lock queries
 */
export async function race<T>(
  watch: pg.Client,
  point: Point,
  { act, comparesPassword }: { act: () => Promise<T>; comparesPassword: boolean },
  ending: () => Promise<unknown>,
): Promise<Race<T>> {
  const hold = new Hold(point === "compared" && !comparesPassword ? "transaction" : point)
  const acting = settled(held.run(hold, act))
  const reached = await Promise.race([hold.arrived.then(() => true), acting.then(() => false)])
  let ended = false
  const ends = settled(ending()).then((outcome) => {
    ended = true
    return outcome
  })
  let waits = false
  // Without a transaction it holds no lock that anything could wait for.
  if (reached && hold.pid === null) await ends
  // Without a pause, the lock queries would take most of the machine's capacity.
  while (reached && !ended && !waits) {
    await Promise.race([ends, sleep(askEvery)])
    waits = !ended && (await waitsFor(watch, hold.pid ?? 0))
  }
  hold.release()
  return { act: await acting, ending: await ends, actCommittedFirst: waits || !reached, reached }
}

async function waitsFor(watch: pg.Client, pid: number): Promise<boolean> {
  const { rows } = await watch.query<{ waits: boolean }>(
    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND $1 = ANY(pg_blocking_pids(pid))) AS waits",
    [pid],
  )
  return rows[0]?.waits ?? false
}
