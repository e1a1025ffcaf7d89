import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { onTestFinished } from "vitest"

/** A received request. */
export type Seen = { method: string; url: string; headers: IncomingMessage["headers"]; body: unknown }

/** Reaction to a request: a response, or a connection fault. */
export type Reply = (res: ServerResponse, seen: Seen) => void

/**
 * Starts a real HTTP server with scripted faults: each request gets the next reply, the last one repeats. Stops with
 * the test.
 */
export async function faultServer(...replies: Reply[]) {
  const seen: Seen[] = []
  const server = createServer(async (req, res) => {
    let text = ""
    for await (const part of req) text += part
    const { method = "", url = "", headers } = req
    const request = { method, url, headers, body: text === "" ? undefined : JSON.parse(text) }
    const reply = replies[Math.min(seen.push(request) - 1, replies.length - 1)]
    reply?.(res, request)
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  const port = typeof address === "object" && address ? address.port : 0
  const close = () => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  }
  onTestFinished(async () => void (await close()))
  return { baseURL: `http://127.0.0.1:${port}`, seen, close }
}

/** Responds with JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return (res) => res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body))
}

/** The API's envelope. */
export const ok = (data: unknown, status = 200) => json(status, { success: true, data })

/** Responds with a page of a list. */
export const page = (data: unknown[], next_cursor: string | null = null) =>
  json(200, { success: true, data, pagination: { next_cursor, has_more: next_cursor !== null, limit: 100 } })

/** Responds with the API's failure envelope. */
export function failure(status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Reply {
  const error = { code, message: `A sentence about ${code}.`, request_id: "req_1", ...more }
  return json(status, { success: false, error }, headers)
}

/** Responds as a proxy does. */
export const html = (status: number): Reply => text(status, "<!doctype html><h1>It works!</h1>", "text/html")

/** Responds with any text. */
export function text(status: number, body: string, type: string): Reply {
  return (res) => res.writeHead(status, { "content-type": type }).end(body)
}

/** Responds 204. */
export const noContent: Reply = (res) => res.writeHead(204).end()

/** Closes the connection before a response. */
export const cut: Reply = (res) => res.destroy()

/** Closes the connection in the middle of a response. */
export const cutInside: Reply = (res) => {
  res.writeHead(200, { "content-type": "application/json", "content-length": "1000" })
  res.write('{"success":true,"data":', () => res.destroy())
}

/** Never responds. */
export const silence: Reply = () => {}
