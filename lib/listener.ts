import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { noteClock } from "./clock"
import { env } from "./env"
import { channel, forgetAll, heard, receive } from "./invalidation"
import { log } from "./log"
import { singleton } from "./singleton"

/** Milliseconds between two signs of life. */
const beatEvery = 250

/**
 * Listens for changes that any server commits, on a connection of its own. It proves itself by sending itself a
 * notification every 250 ms: a half-open connection looks alive for minutes. Without it, nothing is cached; it keeps
 * trying to come back.
 */
export function startListening(): void {
  singleton("listener", () => {
    const state = { stopped: false, client: null as Client | null }
    void keepListening(state)
    return state
  })
}

type State = { stopped: boolean; client: Client | null }

async function keepListening(state: State): Promise<void> {
  for (let pause = 100; !state.stopped; pause = Math.min(pause * 2, 2_000)) {
    const began = performance.now()
    await listen(state).catch((error: unknown) => {
      if (!state.stopped) log.warn({ error: String(error).slice(0, 200) }, "not hearing changes: caches are off")
    })
    if (performance.now() - began > 5_000) pause = 100
    await new Promise((wake) => setTimeout(wake, pause).unref())
  }
}

/** One connection's life. Ends when it is lost or falls silent. */
async function listen(state: State): Promise<void> {
  const beat = randomUUID()
  const client = new Client({ connectionString: env().DATABASE_URL, connectionTimeoutMillis: 3_000, keepAlive: true })
  state.client = client
  let lastBeat = performance.now()
  const lost = new Promise<never>((_, fail) =>
    client.on("error", fail).on("end", () => fail(new Error("connection ended"))),
  )
  lost.catch(() => {})
  client.on("notification", ({ payload = "" }) => {
    if (payload === beat) {
      lastBeat = performance.now()
      heard()
    } else if (payload.startsWith("[") || payload === "all") receive(payload)
  })
  try {
    await Promise.race([client.connect(), lost])
    await client.query(`LISTEN ${channel}`)
    // Whatever was said between two connections went unheard, however short the gap.
    forgetAll()
    while (!state.stopped) {
      if (performance.now() - lastBeat > 3_000) throw new Error("the connection fell silent")
      const asked = Date.now()
      const sent = client.query("SELECT pg_notify($1, $2), clock_timestamp() AS now", [channel, beat])
      const noted = sent.then(({ rows }) => noteClock(rows[0].now, asked))
      await Promise.race([noted, lost, new Promise((wake) => setTimeout(wake, 3_000).unref())])
      await new Promise((wake) => setTimeout(wake, beatEvery).unref())
    }
  } finally {
    client.end().catch(() => {})
    client.removeAllListeners("notification")
  }
}

/** Ends the connection, when the server stops. */
export async function stopListening(): Promise<void> {
  const state = singleton<State>("listener", () => ({ stopped: true, client: null }))
  state.stopped = true
  await state.client?.end().catch(() => {})
}
