import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { Client, type Notification } from "pg"
import { env } from "../env"
import { thisMoment } from "../moment"
import { noteClock } from "../observability/clock-skew"
import { log } from "../observability/log"
import { clear, isHearing, markHeard } from "./authorization-cache"
import { applyRemote, channel } from "./change-message"
import { singleton } from "./singleton"

/** Milliseconds between two heartbeats. */
const beatEvery = 250

/** Milliseconds without a heartbeat in time, or without a response, after which the connections are replaced. */
const patience = 3_000

const unheard = "not hearing changes: caches are off"
const pooled =
  "not hearing changes through a connection pooler in transaction mode: caches are off; use its session mode, or connect to PostgreSQL directly"

/** `told` holds the messages logged since changes were last heard. */
type State = { stopped: boolean; clients: Client[]; told: Set<string> }

/**
 * Listens for changes that any server commits. One connection listens (the ear), another one (the voice) sends a
 * heartbeat every 250 ms, which arrives the same way as changes do. Without heartbeats nothing is cached. Reconnects
 * until stopped.
 */
export function startListening(): void {
  singleton("listener", () => {
    const state: State = { stopped: false, clients: [], told: new Set() }
    void keepListening(state)
    return state
  })
}

/** Closes the connections on shutdown. */
export async function stopListening(): Promise<void> {
  const state = singleton<State>("listener", () => ({ stopped: true, clients: [], told: new Set() }))
  state.stopped = true
  await Promise.all(state.clients.map((client) => client.end().catch(() => {})))
}

async function keepListening(state: State): Promise<void> {
  for (let pause = 100; !state.stopped; pause = Math.min(pause * 2, 2_000)) {
    const began = performance.now()
    await listen(state).catch((error: unknown) => tell(state, error))
    if (performance.now() - began > 5_000) pause = 100
    await sleep(pause, undefined, { ref: false })
  }
}

/** Logs why changes are not heard, each message once until they are heard again. */
function tell({ stopped, told }: State, error: unknown): void {
  const isPooler = error instanceof Error && error.message === pooled
  const sentence = isPooler ? pooled : unheard
  if (stopped || told.has(sentence)) return
  told.add(sentence)
  log.warn(isPooler ? {} : { error: String(error).slice(0, 200) }, sentence)
}

function tellHeard({ told }: State): void {
  if (told.size === 0) return
  told.clear()
  log.info("hearing changes again: caches are on")
}

/** Runs one pair of connections. Returns when one is lost, or when no heartbeat is heard in time. */
async function listen(state: State): Promise<void> {
  const [ear, voice] = [connection(), connection()]
  state.clients = [ear, voice]
  const lost = Promise.race([ending(ear), ending(voice)])
  lost.catch(() => {})
  const name = randomUUID()
  let beat = { payload: "", sent: thisMoment() }
  let lastInTime = 0
  let heardOnce = false
  try {
    await Promise.race([Promise.all([ear.connect(), voice.connect()]), lost])
    const { rows } = await ear.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")
    const own = rows[0]?.pid
    ear.on("notification", (said) => {
      if (isProof(said, beat.payload, own)) {
        heardOnce = true
        markHeard(beat.sent)
        if (!isHearing()) return
        lastInTime = performance.now()
        tellHeard(state)
      } else if (isChange(said)) applyRemote(said.payload)
    })
    await ear.query(`LISTEN ${channel}`)
    // Notifications between two connections are lost, however short the gap.
    clear()
    lastInTime = performance.now()
    for (let n = 0; !state.stopped; n++) {
      if (performance.now() - lastInTime > patience)
        throw new Error(isPooled(ear, own) && !heardOnce ? pooled : "no beat was heard in time")
      beat = { payload: `${name} ${n}`, sent: thisMoment() }
      const asked = voice.query<{ now: Date }>("SELECT pg_notify($1, $2), clock_timestamp() AS now", [
        channel,
        beat.payload,
      ])
      const answer = await Promise.race([asked, lost])
      for (const { now } of answer.rows) noteClock(now, beat.sent.wall)
      await Promise.race([sleep(beatEvery, undefined, { ref: false }), lost])
    }
  } finally {
    ear.removeAllListeners("notification")
    for (const client of state.clients) client.end().catch(() => {})
  }
}

const connection = () =>
  new Client({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    keepAlive: true,
  })

const ending = (client: Client) =>
  new Promise<never>((_, fail) => client.on("error", fail).on("end", () => fail(new Error("connection ended"))))

/**
 * Whether a notification proves that changes are heard: it is the last heartbeat, and came from another backend than
 * the listener's. Through a pooler, a connection can hear only the backend it shares.
 * @param own process ID of the ear's backend
 */
export function isProof({ payload, processId }: Notification, beat: string, own: number | undefined): boolean {
  return payload === beat && processId !== own
}

function isChange(said: Notification): said is Notification & { payload: string } {
  return said.payload === "all" || said.payload?.startsWith("[") === true
}

/**
 * Whether a pooler is in between: it makes up the process ID used to cancel queries. The driver does not declare it.
 */
const isPooled = (client: Client, backend: number | undefined) => Reflect.get(client, "processID") !== backend
