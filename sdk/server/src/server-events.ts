/** A server-sent event. */
export type ServerEvent = { event: string; id: string | null; data: Record<string, unknown> }

type Opened = { status: number; chunks: AsyncIterable<Uint8Array> }
type Asked = { url: string; headers: Record<string, string>; signal: AbortSignal; fetch?: typeof fetch | undefined }

/** What is used of `node:http`, whose types an application may not have. */
type NodeHttp = {
  request: (url: string, options: object, answered: (response: NodeResponse) => void) => NodeRequest
}
type NodeResponse = AsyncIterable<Uint8Array> & { statusCode?: number }
type NodeRequest = {
  on: ((event: "socket", then: (socket: { unref: () => void }) => void) => void) &
    ((event: "error", then: (error: Error) => void) => void)
  end: () => void
}

/**
 * Opens a stream of server-sent events. In Node.js it keeps no process alive.
 * @throws where it cannot be opened, or breaks off
 */
export async function* serverEvents(asked: Asked, opened: () => void): AsyncGenerator<ServerEvent> {
  const { status, chunks } = await open(asked)
  if (status !== 200) throw new Error(`The stream was refused with ${status}.`)
  opened()
  const decoder = new TextDecoder()
  let text = ""
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true })
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      yield parse(text.slice(0, end))
      text = text.slice(end + 2)
    }
  }
}

function parse(block: string): ServerEvent {
  const fields = new Map(block.split("\n").map((line) => line.split(/: ?(.*)/s, 2) as [string, string]))
  return {
    event: fields.get("event") ?? "message",
    id: fields.get("id") ?? null,
    data: JSON.parse(fields.get("data") ?? "{}"),
  }
}

function open(asked: Asked): Promise<Opened> {
  const name = new URL(asked.url).protocol === "https:" ? "node:https" : "node:http"
  const node = asked.fetch ? undefined : builtIn(name)
  return node ? overNode(node, asked) : overFetch(asked)
}

/** Without an import, which bundlers for other runtimes would follow. */
function builtIn(name: string): NodeHttp | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => NodeHttp | undefined } }
  return process?.getBuiltinModule?.(name)
}

function overNode(node: NodeHttp, { url, headers, signal }: Asked): Promise<Opened> {
  return new Promise((done, fail) => {
    // A connection of its own, which no other request waits behind.
    const request = node.request(url, { headers, signal, agent: false }, (response) =>
      done({ status: response.statusCode ?? 0, chunks: response }),
    )
    request.on("socket", (socket) => socket.unref())
    request.on("error", fail)
    request.end()
  })
}

async function overFetch({ url, headers, signal, fetch: send = fetch }: Asked): Promise<Opened> {
  const { status, body } = await send(url, { headers, signal, redirect: "manual" })
  return { status, chunks: chunksOf(body) }
}

async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done || !value) return
    yield value
  }
}
