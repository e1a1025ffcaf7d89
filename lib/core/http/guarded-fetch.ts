import type { IncomingMessage } from "node:http"
import { send, timeoutMs } from "./guarded-request"

const mostBytes = 1024 * 1024

type Asked = {
  method?: string
  headers?: Record<string, string>
  body?: unknown
  signal?: AbortSignal | undefined
}

/**
 * Sends a request like `fetch`, with the agents of guarded-request.ts: no private addresses, no redirects followed,
 * 5 seconds at most, and a response of at most 1 MB.
 * @throws where there is no whole response
 */
export async function guardedFetch(address: string, asked: Asked): Promise<Response> {
  const url = new URL(address)
  const { method = "GET", headers = {}, body } = asked
  const content = body === undefined || body === null ? null : Buffer.from(String(body))
  const options = {
    method,
    signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(asked.signal ? [asked.signal] : [])]),
    headers: {
      ...headers,
      "user-agent": "nanostack",
      "accept-encoding": "identity",
      ...(content && { "content-length": String(content.byteLength) }),
    },
  }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = send(url, options)
    sent.on("error", reject)
    sent.on("response", resolve)
    sent.end(content ?? undefined)
  })
  const status = response.statusCode ?? 0
  const text = await readBounded(response)
  const shown = Object.entries(response.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  )
  const empty = status === 204 || status === 304 || status < 200
  return new Response(empty ? null : new Uint8Array(text), { status: status < 200 ? 502 : status, headers: shown })
}

async function readBounded(response: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response) {
    size += part.length
    if (size > mostBytes) {
      response.destroy()
      throw new Error("The response is too large.")
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}
