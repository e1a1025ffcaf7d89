import { AsyncLocalStorage } from "node:async_hooks"
import type { IncomingMessage, ServerResponse } from "node:http"
import { singleton } from "../cache/singleton"

const storage = () => singleton("page-status", () => new AsyncLocalStorage<{ status?: number }>())

/** Runs `run`, in which Next answers a request; the status that the page asks for is sent instead of Next's 200. */
export function withPageStatus(req: IncomingMessage, res: ServerResponse, run: () => unknown): void {
  const asked: { status?: number } = {}
  const { headers } = req
  // Next's own fetches reload the whole page for anything but 200.
  if (headers.rsc === undefined && headers["next-action"] === undefined) {
    const writeHead = res.writeHead.bind(res)
    const send = (status: number, ...rest: never[]) =>
      writeHead(status === 200 ? (asked.status ?? 200) : status, ...rest)
    Object.assign(res, { writeHead: send })
  }
  storage().run(asked, run)
}

/**
 * Sets the status of the page that is being rendered. A thrown `notFound()` would do it too, but leaves the HTML empty:
 * its page appears with JavaScript only.
 * @returns false where server.ts is not in front (`next dev`)
 */
export function answerWith(status: 403 | 404): boolean {
  const asked = storage().getStore()
  if (asked) asked.status = status
  return asked !== undefined
}
