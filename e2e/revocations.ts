import { setTimeout as sleep } from "node:timers/promises"
import { decodeJwt } from "jose"
import { origin } from "./document"
import type { Person } from "./fixtures"
import type { App } from "./oidc"
import { makeKey } from "./samples"

export type Heard = { event: string; id: string | null; data: Record<string, unknown>; at: number }

/** Follows `GET /revocations`, as a backend does. */
export const listen = (secret: string, at = origin(), lastId?: string) =>
  hear(`${at}/api/v1/revocations`, `Bearer ${secret}`, lastId)

/** Follows `GET /oauth/revocations`, as an application does. */
export const listenAs = ({ id, secret }: App, at = origin()) =>
  hear(`${at}/oauth/revocations`, `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`)

async function hear(url: string, authorization: string, lastId?: string) {
  const abort = new AbortController()
  const open = async (from = lastId ?? null): Promise<Response> => {
    const headers = { authorization, ...(from && { "last-event-id": from }) }
    const response = await fetch(url, { headers, signal: abort.signal })
    if (response.status !== 503) return response
    // A server that has only just started, or is very busy, doesn't hear changes.
    await sleep(100)
    return open(from)
  }
  const response = await open()
  const events: Heard[] = []
  const first = response
  /** Goes on where a stream ended, until it is refused. */
  const keepReading = async () => {
    for (let next = first; next.status === 200; next = await open(events.findLast(({ id }) => id !== null)?.id))
      await read(next, events)
  }
  const over = keepReading().catch(() => {})
  return {
    response,
    /** What was heard, without heartbeats: a set, because events can come twice. */
    heard: () => {
      const told = events.filter(({ event }) => event !== "heartbeat" && event !== "scope")
      return [...new Map(told.map((one) => [JSON.stringify([one.event, one.data]), one])).values()]
    },
    heartbeats: () => events.filter(({ event }) => event === "heartbeat"),
    over,
    close: async () => {
      abort.abort()
      await over
    },
  }
}

async function read({ body, status }: Response, events: Heard[]): Promise<void> {
  if (status !== 200 || !body) return
  let text = ""
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    text += value
    const parts = text.split("\n\n")
    text = parts.pop() ?? ""
    for (const part of parts) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(part)?.[1] ?? null
      const data = JSON.parse(field("data") ?? "{}")
      events.push({ event: field("event") ?? "", id: field("id"), data, at: performance.now() })
    }
  }
}

/** An API key that may follow what ends. */
export const listenerKey = (by: Person, more: Record<string, unknown> = {}) =>
  makeKey(by.send, { name: "Listener", role: "guest", permissions: ["revocations:read"], ...more })

/** A claim of a token. */
export const claim = (token: string, name: string) => decodeJwt(token)[name]
