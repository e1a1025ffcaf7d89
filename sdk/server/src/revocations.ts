import { apiAddress } from "../../core/address"
import type { TransportOptions } from "../../core/options"
import type { Endpoint } from "../../core/types"
import { createEnded, type Dated, type Judgement, type Subject } from "./ended"
import { serverEvents } from "./server-events"

/** Milliseconds: without a heartbeat for that long, nothing is known; and the stream is opened anew. */
const patience = 2_000
const hopeless = 10_000
const backoff = { first: 250, longest: 10_000 }

/** What the key hears: everything of its tenant, or of one organization. */
export type Heard = { ten: string; org: string | null }

/** The stream of what has ended. */
export type Revocations = {
  /** Judges a token; null where the stream does not know enough at this moment. */
  judge: (token: Dated & { ten: string }) => Judgement | null
  /**
   * Whether nothing about a sign-in was heard since a time of the monotonic clock, in milliseconds. False where the stream
   * does not know enough at this moment.
   */
  isQuiet: (subject: Subject & { ten: string }, since: number) => boolean
  /** Opens the stream, once, and keeps it open. */
  start: () => void
  /** Closes it permanently. */
  close: () => void
}

type Moment = { steady: number; wall: number }
const thisMoment = (): Moment => ({ steady: performance.now(), wall: Date.now() })
/** By whichever clock reports more: one stands still while the machine sleeps, the other can be set. */
const since = ({ steady, wall }: Moment) => Math.max(performance.now() - steady, Math.abs(Date.now() - wall))

/** Where a stream comes from. */
export type Source = {
  url: string
  /** Returns the Authorization header, or throws. */
  authorization: () => string
  fetch?: typeof fetch | undefined
}

/** The stream of an API key. @param keyOf returns it, or throws */
export const streamOfKey = ({ baseURL, fetch }: TransportOptions, keyOf: () => string): Source => ({
  url: streamAt("GET /revocations", baseURL),
  authorization: () => `Bearer ${keyOf()}`,
  fetch,
})

/** Follows a stream of what has ended, and connects again whenever it breaks off. */
export function followRevocations({ url, authorization, fetch }: Source): Revocations {
  const ended = createEnded()
  const stopped = new AbortController()
  let heard: Heard | undefined
  let beat: { at: Moment; id: string; behind: number } | undefined
  let started = false

  /** The age of what is known: since the last heartbeat was sent, not since it was read here. */
  const isLive = () => beat !== undefined && since(beat.at) + beat.behind < patience

  async function listen(signal: AbortSignal, alive: () => void): Promise<void> {
    const last = beat?.id
    const headers: Record<string, string> = { authorization: authorization(), accept: "text/event-stream" }
    if (last !== undefined) headers["last-event-id"] = last
    let fastest = Number.POSITIVE_INFINITY
    for await (const { event, id, data } of serverEvents({ url, headers, signal, fetch }, alive)) {
      if (event === "scope") heard = { ten: String(data.ten), org: data.org === null ? null : String(data.org) }
      if (event !== "heartbeat" || id === null) {
        ended.hear(event, data)
        continue
      }
      alive()
      const took = performance.now() - Number(id)
      fastest = Math.min(fastest, took)
      beat = { at: thisMoment(), id, behind: took - fastest }
      ended.forget()
    }
  }

  async function keepListening(): Promise<void> {
    for (let pause = backoff.first; !stopped.signal.aborted; pause = Math.min(pause * 2, backoff.longest)) {
      const attempt = new AbortController()
      const stop = () => attempt.abort()
      stopped.signal.addEventListener("abort", stop)
      let timer = unkept(setTimeout(stop, hopeless))
      const alive = () => {
        clearTimeout(timer)
        timer = unkept(setTimeout(stop, hopeless))
        pause = backoff.first / 2
      }
      await listen(attempt.signal, alive).catch(() => {})
      clearTimeout(timer)
      stopped.signal.removeEventListener("abort", stop)
      if (!stopped.signal.aborted) await sleep(pause * (0.5 + Math.random() / 2))
    }
  }

  return {
    judge: (token) => {
      if (!isLive() || !heard) return null
      const isOwn = token.ten === heard.ten && (heard.org === null || token.org === heard.org)
      return isOwn ? ended.judge(token) : "ended"
    },
    isQuiet: (subject, since) => {
      if (!isLive() || !heard || subject.ten !== heard.ten) return false
      return (heard.org === null || subject.org === heard.org) && !ended.heardSince(subject, since)
    },
    start: () => {
      if (started) return
      started = true
      void keepListening()
    },
    close: () => {
      started = true
      beat = undefined
      stopped.abort()
    },
  }
}

const streamAt = (endpoint: Endpoint & "GET /revocations", baseURL: TransportOptions["baseURL"]) =>
  apiAddress(baseURL) + endpoint.slice("GET ".length)

/** A timer that keeps no process alive, where the runtime knows that. */
function unkept<T>(timer: T): T {
  if (typeof timer === "object" && timer !== null && "unref" in timer && typeof timer.unref === "function")
    timer.unref()
  return timer
}

const sleep = (ms: number) => new Promise<void>((done) => void unkept(setTimeout(done, ms)))
