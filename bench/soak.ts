import { load } from "./load"
import { residentMegabytes } from "./process"
import { progress } from "./progress"
import type { Work } from "./rounds"
import { slope } from "./statistics"

/** Memory after ten minutes of load: MB at the end, and growth per minute in the second half. */
export type Soak = { megabytes: number; perMinute: number; answers: number; failure?: string }

/** Runs all benchmarks in sequence, for some minutes. */
export async function soak(work: readonly Work[], minutes: number): Promise<Soak> {
  const begun = Date.now()
  const passed = () => (Date.now() - begun) / 60_000
  const points: { x: number; y: number }[] = []
  const pid = work[0]?.server.pid ?? 0
  const watch = setInterval(() => points.push({ x: passed(), y: residentMegabytes(pid) }), 2_000)
  let answers = 0
  let failure: string | undefined
  for (let i = 0; passed() < minutes && !failure; i++) {
    const one = work[i % work.length]
    if (!one) break
    progress(`${minutes} minutes of load`, Math.min(0.99, passed() / minutes))
    const result = await load(one.job, 5)
    answers += result.count
    if (result.failure) failure = `${one.name}: ${result.failure}`
  }
  clearInterval(watch)
  progress(`${minutes} minutes of load`, 1)
  const half = points.filter(({ x }) => x > passed() / 2)
  return { megabytes: residentMegabytes(pid), perMinute: slope(half), answers, ...(failure ? { failure } : {}) }
}
