import { z } from "zod"
import { AppError } from "../errors"
import type { Caller } from "../identity/caller"
import { ifMatch } from "./etag"
import type { Operation, Raw } from "./operation"
import type { Incoming } from "./read-body"
import { parseInput, parseQuery } from "./validation"

const noParameters = z.strictObject({})

/**
 * Parses a request by the schemas of its operation, in the order of the properties: an ETag of something else is refused
 * before the body is read; a stale version by the service, behind the row's lock.
 * @throws AppError not_found (an impossible ID), unknown_parameter, validation_failed, version_conflict
 */
export async function readInput(operation: Operation, request: Incoming, raw: Raw, caller: Caller | null = null) {
  const { rules } = operation
  return {
    params: operation.params ? pathParams(operation.params, raw.params) : undefined,
    query: operation.query || raw.query.size > 0 ? parseQuery(operation.query ?? noParameters, raw.query) : undefined,
    ifMatch: operation.versioned ? ifMatch(request) : null,
    body: operation.body
      ? parseInput(operation.body, await raw.body(), rules && ((body) => rules(body, caller)))
      : undefined,
  }
}

function pathParams(schema: z.ZodType, params: Record<string, string>): unknown {
  const parsed = schema.safeParse(params)
  if (!parsed.success) throw new AppError("not_found")
  return parsed.data
}

/** The path with parameters replaced by their names: paths can contain link tokens, which must not be logged. */
export function routePattern(request: Incoming, params: Record<string, string>): string {
  const names = new Map(Object.entries(params).map(([name, value]) => [encodeURIComponent(value), `{${name}}`]))
  const segments = new URL(request.url, "http://localhost").pathname.replace(/^\/api(?=\/v1)/, "").split("/")
  return segments.map((s) => names.get(s) ?? (/^[a-z0-9.-]{1,24}$/.test(s) ? s : s && "{?}")).join("/")
}
