import { readdirSync, readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { slope } from "../../bench/statistics"
import { type Fault, must, recovered } from "./fault"

/** Minutes. The first half is to warm up: what is filled once is no leak. */
const minutes = 10

/** What a process holds: megabytes in memory, and files and sockets. */
function held(pid: number | undefined) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8")
  return {
    megabytes: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024,
    files: readdirSync(`/proc/${pid}/fd`).length,
  }
}

const said: string[] = []

/** Nothing goes wrong but time: memory, files and connections do not grow with it. */
const soak: Fault = {
  name: `${minutes} minutes of nothing but load (R-089)`,
  rounds: { long: 1 },
  needs: "/proc/self/fd",
  round: async (rig, load) => {
    const points = rig.pids().map(() => [] as { x: number; y: number; files: number }[])
    const connections: number[] = []
    for (const begun = Date.now(); Date.now() - begun < minutes * 60_000; await sleep(2_000)) {
      const x = (Date.now() - begun) / 60_000
      if (x < minutes / 2) continue
      for (const [i, pid] of rig.pids().entries()) {
        const { megabytes, files } = held(pid)
        points[i]?.push({ x, y: megabytes, files })
      }
      const { rows } = await rig.db.query(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'server'",
      )
      connections.push(rows[0].n)
    }
    // Two servers, each with its pool of 10, a listener and a probe's connection.
    must(Math.max(...connections) <= 24, `${Math.max(...connections)} connections of two servers`)
    for (const samples of points) {
      const growth = slope(samples)
      const files = samples.map((sample) => sample.files)
      said.push(
        `${Math.round(samples.at(-1)?.y ?? 0)} MB, ${growth.toFixed(2)} MB more a minute, ${Math.max(...files)} files`,
      )
      must(growth < 1, `memory grows by ${growth.toFixed(2)} MB a minute`)
      must(Math.max(...files) < 100, `${Math.max(...files)} open files and sockets`)
    }
    return recovered(rig, load, Date.now())
  },
  note: () => said.join("; "),
}

export const soaks = [soak]
