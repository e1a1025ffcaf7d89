import { type Answers, type Job, load, once } from "./load"
import { cpuSeconds, type Running, residentMegabytes } from "./process"
import { median, spread } from "./statistics"

/** A benchmark. */
export type Work = {
  id: string
  name: string
  job: Job
  /** The process whose CPU time and memory are reported. */
  server: Running
  /** Checks the response before anything is measured. */
  expects?: (answer: string) => boolean
  /** Concurrent load on the server; its responses have to succeed, too. */
  beside?: Job
  /** Seconds of a round, where the usual ones would contain too few responses. */
  seconds?: number
}

/** Medians of the rounds. Latencies in ms, `cpu` in cores, `memory` in MB. */
export type Figures = {
  perSecond: number
  spread: number
  p50: number
  p95: number
  p99: number
  cpu: number
  memory: number
}

/** A benchmark with its figures, or with the reason why it has none. */
export type Measured = { work: Work; figures?: Figures; failure?: string }

type Round = Answers & { cpu: number; memory: number }

/**
 * Measures all benchmarks, after a warm-up, in rounds: each round runs every one once, so that background load affects
 * all alike. A failed benchmark is not repeated.
 */
export async function measure(
  all: readonly Work[],
  { rounds, seconds, say }: { rounds: number; seconds: number; say: (what: string, share: number) => void },
): Promise<Measured[]> {
  const taken = all.map((work) => ({ work, rounds: [] as Round[], failure: undefined as string | undefined }))
  for (const one of taken) one.failure = await unexpected(one.work)
  for (let round = 0; round <= rounds; round++)
    for (const [i, one] of taken.entries()) {
      say(
        round === 0 ? `warming up: ${one.work.name}` : `round ${round} of ${rounds}: ${one.work.name}`,
        (round * taken.length + i) / (taken.length * (rounds + 1)),
      )
      if (one.failure !== undefined) continue
      const result = await oneRound(one.work, round === 0 ? 1 : seconds)
      if (round === 0) continue // slow systems may not respond in so short a time
      if (result.failure) one.failure = result.failure
      else one.rounds.push(result)
    }
  return taken.map(({ work, rounds, failure }) =>
    failure === undefined ? { work, figures: figuresOf(rounds) } : { work, failure },
  )
}

async function unexpected({ job, expects }: Work): Promise<string | undefined> {
  try {
    const { status, text } = await once(job)
    if (status < 200 || status > 299) return `answered ${status}: ${text.slice(0, 160)}`
    return expects?.(text) === false ? `answered something else: ${text.slice(0, 160)}` : undefined
  } catch (error) {
    return `did not answer: ${error instanceof Error ? error.message : error}`
  }
}

async function oneRound({ job, server, beside, seconds }: Work, usual: number): Promise<Round> {
  const length = Math.max(usual, seconds ?? 0)
  const [cpu, begun] = [cpuSeconds(server.pid), performance.now()]
  // Concurrent load starts earlier and ends later.
  const other = beside && load(beside, length + 1.5)
  if (other) await new Promise((done) => setTimeout(done, 1_000))
  const answers = await load(job, length)
  const used = (cpuSeconds(server.pid) - cpu) / ((performance.now() - begun) / 1000)
  const failure = answers.failure ?? (await other)?.failure
  return { ...answers, cpu: used, memory: residentMegabytes(server.pid), ...(failure ? { failure } : {}) }
}

/** The medians of rounds. */
export function figuresOf(rounds: readonly Round[]): Figures {
  const of = (name: "perSecond" | "p50" | "p95" | "p99" | "cpu" | "memory") => rounds.map((round) => round[name])
  const figures = { perSecond: median(of("perSecond")), spread: spread(of("perSecond")) }
  const [p50, p95, p99] = [median(of("p50")), median(of("p95")), median(of("p99"))]
  return { ...figures, p50, p95, p99, cpu: median(of("cpu")), memory: median(of("memory")) }
}
