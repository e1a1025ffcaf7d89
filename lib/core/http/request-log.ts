import type { IncomingMessage, ServerResponse } from "node:http"
import { type RequestContext, requestIds } from "../context"
import { observeRequest } from "../observability/http-histogram"
import { log } from "../observability/log"

/** What a status of our own says in logs and metrics: the client left before the response was sent, as nginx writes it. */
const clientLeft = 499

/** Logs and measures a request that is over. Its route is a pattern, never a URL, which may hold a token. */
export function noteRequest(context: RequestContext, method: string, status: number, ms: number): void {
  const route = context.route ?? "(unknown)"
  observeRequest(method, route, status, ms / 1000)
  log.info({ ...requestIds(context), method, route, status, ms: Math.round(ms), ...context.failed })
}

/** Notes a request of Node's server once its response is sent, or its client gone. */
export function noteWhenOver(req: IncomingMessage, res: ServerResponse, context: RequestContext): void {
  const began = performance.now()
  res.once("close", () => {
    const status = res.writableFinished ? res.statusCode : clientLeft
    noteRequest(context, String(req.method), status, performance.now() - began)
  })
}
