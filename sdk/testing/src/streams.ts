import type { ServerResponse } from "node:http"

/** The streams of what has ended, as `GET /api/v1/revocations` and `GET /oauth/revocations` send them. */
export class Streams {
  readonly #open = new Set<ServerResponse>()
  readonly #timer = setInterval(() => this.tell("heartbeat", {}), 250).unref()

  /** Opens a stream. @param tenantId the tenant that its key hears */
  open(res: ServerResponse, tenantId: string): void {
    res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" })
    this.#open.add(res)
    res.on("close", () => this.#open.delete(res))
    this.#send(res, "scope", { ten: tenantId, org: null })
    this.#send(res, "heartbeat", {})
  }

  /** Tells all readers. */
  tell(event: string, data: object): void {
    for (const res of this.#open) this.#send(res, event, data)
  }

  stop(): void {
    clearInterval(this.#timer)
    for (const res of this.#open) res.end()
  }

  #send(res: ServerResponse, event: string, data: object): void {
    const id = event === "heartbeat" ? `id: ${Date.now()}\n` : ""
    res.write(`event: ${event}\n${id}data: ${JSON.stringify(data)}\n\n`)
  }
}
