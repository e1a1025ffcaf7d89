import type { z } from "zod"
import type { Page } from "../db/paginate"
import { etagOf } from "./etag"
import type { Operation } from "./operation"
import type { Answer } from "./response"

/** Data of the second kind of success that a declaration names. */
export class Alternate {
  constructor(readonly data: unknown) {}
}
export const alternate = (data: unknown) => new Alternate(data)

/**
 * Converts the return value of `run` into a response: only the fields in its schemas.
 * @throws ZodError when the data violates its schema: that is our 500, never the caller's 422
 */
export function answerOf(operation: Operation, data: unknown): Answer {
  if (data instanceof Alternate && operation.otherwise)
    return success(operation.otherwise.status, operation.otherwise.result.parse(data.data))
  const { status = 200, result, location } = operation
  if (status === 204) return { status, body: null }
  if (operation.list) return { status, body: pageBody(result, data as Page<unknown>) }
  const shown = result?.parse(data)
  return {
    ...success(status, shown),
    headers: { ...(location && { location: location(shown as never) }), ...etagOf(operation, shown) },
  }
}

/** The same for an operation that converts the return value of `run` first. */
export async function respond(operation: Operation, returned: unknown): Promise<Answer> {
  return answerOf(operation, operation.show ? await operation.show(returned as never) : returned)
}

const success = (status: number, data: unknown): Answer => ({ status, body: { success: true, data } })

function pageBody(result: z.ZodType | undefined, { rows, prev_cursor: _, ...pagination }: Page<unknown>) {
  return { success: true, data: rows.map((row) => result?.parse(row)), pagination }
}
