import { setTimeout as sleep } from "node:timers/promises"
import { many } from "./clients"

/** Sends one request and reads its response; returns its status. */
type Ask = () => Promise<number>

/** Responses per second by status, and requests sent per second. */
export type Rates = { sent: number; good: number; refused: number; other: number }

/** Measures a number of clients that each send again after their response: the capacity, with enough clients. */
export async function closedLoop(ask: Ask, clients: number, seconds: number): Promise<Rates> {
  const count = counting(ask, seconds)
  await many(clients, async () => {
    while (!count.over()) await count.one()
  })
  return count.rates()
}

/** Measures a fixed request rate, regardless of pending responses. */
export async function openLoop(ask: Ask, perSecond: number, seconds: number): Promise<Rates> {
  const count = counting(ask, seconds)
  const began = performance.now()
  const all: Promise<void>[] = []
  while (!count.over()) {
    // By the clock, not by pauses, which are late on a busy machine.
    const due = Math.floor(((performance.now() - began) / 1_000) * perSecond)
    while (all.length < due) all.push(count.one())
    await sleep(2)
  }
  await Promise.all(all)
  return count.rates()
}

/** Counts responses in time; later ones are useless. */
function counting(ask: Ask, seconds: number) {
  const end = performance.now() + seconds * 1_000
  const n = { sent: 0, good: 0, refused: 0, other: 0 }
  return {
    over: () => performance.now() >= end,
    one: async () => {
      n.sent++
      const status = await ask()
      if (performance.now() < end) n[status === 200 ? "good" : status === 503 ? "refused" : "other"]++
    },
    rates: () => Object.fromEntries(Object.entries(n).map(([kind, count]) => [kind, count / seconds])) as Rates,
  }
}
