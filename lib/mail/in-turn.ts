import { singleton } from "../core/cache/singleton"

type Waiting = { priority: number; start: () => void }

const line = () => singleton("mail-line", () => ({ busy: false, waiting: [] as Waiting[] }))

/** Runs tasks one at a time: the lowest `priority` first, equal ones in order of arrival. */
export async function inTurn(priority: number, run: () => Promise<void>): Promise<void> {
  const { waiting } = line()
  if (line().busy) await new Promise<void>((start) => waiting.push({ priority, start }))
  line().busy = true
  try {
    await run()
  } finally {
    const first = waiting.reduce((best, one, i) => (one.priority < (waiting[best]?.priority ?? 0) ? i : best), 0)
    const [next] = waiting.splice(first, 1)
    if (next) next.start()
    else line().busy = false
  }
}
