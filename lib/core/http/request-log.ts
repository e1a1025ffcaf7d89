import type { IncomingMessage, ServerResponse } from "node:http"
import type { RequestContext } from "../context"
import { observeRequest } from "../observability/http-histogram"
import { logRequest } from "../observability/log"

/** Status for logs and metrics when the client disconnected before the response was sent, as in nginx. */
const clientLeft = 499

/** Logs and measures a finished request. Its route is a pattern, never a URL, which may contain a token. */
export function noteRequest(context: RequestContext, method: string, status: number, ms: number): void {
  const route = context.route ?? "(unknown)"
  if (!context.streamed) observeRequest(method, route, status, ms / 1000)
  const { requestId, clientRequestId, traceId, failed } = context
  logRequest({
    request_id: requestId,
    client_request_id: clientRequestId,
    trace_id: traceId,
    method,
    route,
    status,
    ms: Math.round(ms),
    code: failed?.code,
    reason: failed?.reason,
  })
}

/** Logs a Node request once its response is sent or its client has disconnected. */
export function noteWhenOver(req: IncomingMessage, res: ServerResponse, context: RequestContext): void {
  const began = performance.now()
  res.once("close", () => {
    const status = res.writableFinished ? res.statusCode : clientLeft
    noteRequest(context, String(req.method), status, performance.now() - began)
  })
}
