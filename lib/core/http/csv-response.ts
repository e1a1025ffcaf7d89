import { currentRequest, requestIds, shownRequestId, takeTime } from "../context"
import { log } from "../observability/log"

/**
 * Streams a CSV file. An error in `pieces` is logged and aborts the connection, so that a truncated file is noticed.
 */
export function csv(name: string, pieces: AsyncIterator<string>): Response {
  takeTime()
  const request = currentRequest()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        log.error({ ...requestIds(request), err: error }, "an answer broke off")
        controller.error(error)
      }
    },
    cancel: () => void pieces.return?.(),
  })
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": shownRequestId(request),
    },
  })
}
