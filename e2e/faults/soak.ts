import { readdirSync, readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { sample, scrape } from "../metrics"
import { type Fault, must, recovered } from "./fault"
import type { Rig } from "./rig"

/** Minutes: warm-up, and then two halves that are compared. */
const [warm, half] = [2, 4]

/**
 * Resources: megabytes of live objects, megabytes in memory, files and sockets. Compiled code does not count as
 * objects: V8 keeps compiling for half an hour, and its heap grows by that.
 */
type Held = { heap: number; memory: number; files: number }

async function held(origin: string, pid: number | undefined): Promise<Held> {
  // The rig's servers collect garbage on this signal: V8 would keep unreachable objects while there is room.
  if (pid) process.kill(pid, "SIGUSR2")
  const text = await scrape(origin)
  const space = (name: string) => sample(text, "nodejs_heap_space_size_used_bytes", `space="${name}"`)
  return {
    heap: (space("old") + space("large_object")) / 2 ** 20,
    memory: Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024,
    files: readdirSync(`/proc/${pid}/fd`).length,
  }
}

async function watch(rig: Rig, minutes: number) {
  const samples = rig.origins.map((): Held[] => [])
  let connections = 0
  for (const end = Date.now() + minutes * 60_000; Date.now() < end; await sleep(5_000)) {
    const now = await Promise.all(rig.origins.map((origin, i) => held(origin, rig.pids()[i])))
    for (const [i, sample] of now.entries()) samples[i]?.push(sample)
    const { rows } = await rig.db.query("SELECT FROM pg_stat_activity WHERE application_name = 'server'")
    connections = Math.max(connections, rows.length)
  }
  return { samples, connections }
}

const said: string[] = []

/** No fault but time: live objects (the minimum of each half), files and connections do not grow. */
const soak: Fault = {
  name: `${warm + 2 * half} minutes of nothing but load (R-089)`,
  rounds: { long: 1 },
  needs: ["/proc/self/fd"],
  round: async (rig, load) => {
    await sleep(warm * 60_000)
    const first = await watch(rig, half)
    const second = await watch(rig, half)
    // Two servers, each with a pool of 10, two to hear changes and a probe's connection.
    must(second.connections <= 26, `${second.connections} connections of two servers`)
    for (const [i, samples] of second.samples.entries()) {
      const least = (of: Held[] = []) => Math.min(...of.map(({ heap }) => heap))
      const growth = (least(samples) - least(first.samples[i])) / half
      const most = (key: keyof Held) => Math.round(Math.max(...samples.map((sample) => sample[key])))
      said.push(
        `alive ${least(samples).toFixed(1)} MB and ${growth.toFixed(2)} more a minute, at most ${most("memory")} MB in memory and ${most("files")} files open`,
      )
      must(growth < 1, `what is alive grows by ${growth.toFixed(2)} MB a minute`)
      must(most("files") < 100, `${most("files")} open files and sockets`)
    }
    return recovered(rig, load, Date.now())
  },
  note: () => said.join("; "),
}

export const soaks = [soak]
