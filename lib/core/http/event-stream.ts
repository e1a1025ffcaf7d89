import { currentRequest, shownRequestId, takeTime } from "../context"

/** Bytes that a reader may be behind. One that reads more slowly is disconnected, and continues from where it was. */
const most = 8 * 1024 * 1024

/** Server-sent events that are written as they happen. */
export type EventStream = {
  response: Response
  /** Writes an event. Ends the stream where its reader is too slow. */
  send: (event: string, data: object, id?: number) => void
  /** Resolves once the reader has caught up, or the stream has ended. */
  caughtUp: () => Promise<void>
  /** Ends the stream; its reader connects again. */
  end: () => void
}

/** Media type of server-sent events. */
export const eventStreamType = "text/event-stream"

/** Opens a stream of server-sent events. @param ended called once, whatever ended it */
export function eventStream(ended: () => void): EventStream {
  takeTime()
  currentRequest().streamed = true
  const encoder = new TextEncoder()
  let waiting: (() => void)[] = []
  let open = true
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const over = () => {
    if (!open) return
    open = false
    for (const wake of waiting) wake()
    ended()
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start: (made) => {
        controller = made
      },
      pull: () => {
        for (const wake of waiting) wake()
        waiting = []
      },
      cancel: over,
    },
    { highWaterMark: 65_536, size: (chunk) => chunk?.byteLength ?? 0 },
  )
  const end = () => {
    if (open) controller?.close()
    over()
  }
  return {
    response: new Response(body, {
      headers: {
        "content-type": `${eventStreamType}; charset=utf-8`,
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        "x-content-type-options": "nosniff",
        "x-request-id": shownRequestId(),
      },
    }),
    send: (event, data, id) => {
      if (!open) return
      const text = `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`
      controller?.enqueue(encoder.encode(text))
      if (Number(controller?.desiredSize) < -most) end()
    },
    caughtUp: () =>
      open && Number(controller?.desiredSize) <= 0 ? new Promise((wake) => waiting.push(wake)) : Promise.resolve(),
    end,
  }
}

/** Whether a response is a stream of events, which lasts as long as its reader likes. */
export const isEventStream = ({ headers }: Response) =>
  headers.get("content-type")?.startsWith(eventStreamType) === true
