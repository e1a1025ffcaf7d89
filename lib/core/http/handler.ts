import { requestContext, withRequest } from "../context"
import { AppError } from "../errors"
import { observeRequest } from "../observability/http-histogram"
import { log } from "../observability/log"
import { rateLimitHeaders } from "../rate-limit/headers"
import { currentClient, limit } from "../rate-limit/limits"
import { limitRequest } from "../rate-limit/requests"
import { knownAnswer } from "./known-answer"
import { retryAfter } from "./load-shedding"
import type { Operation, Raw } from "./operation"
import { type Incoming, readJson } from "./read-body"
import { routePattern } from "./request-input"
import { type Answer, failureOf, type Written, web, written } from "./response"
import { toAppError } from "./to-app-error"

type Params = Record<string, string>
type Context = { params: Promise<Params> }

/** A route handler of the web's Request and Response; runs in Next, in server.ts and in tests alike. */
export type Handler = ((request: Request, context: Context) => Promise<Response>) & {
  operation: Operation
  /** The same without the web's objects, which cost more than most answers. `route` is the path's pattern, for the log. */
  answer: (request: Incoming, params: Params, route?: string) => Promise<Written | Response>
}

/** Makes a handler of what an operation does with a request; limits, failures, log and headers are the same for all. */
export function handler(
  operation: Operation,
  run: (request: Incoming, raw: Raw) => Promise<Answer | Response>,
): Handler {
  function answer(request: Incoming, params: Params, route?: string): Promise<Written | Response> {
    const context = requestContext(request.headers)
    return withRequest(context, async () => {
      const started = performance.now()
      let made: Answer | Response
      try {
        const known = knownAnswer(operation, request)
        if (!known) await limited(operation, request)
        made = known ?? (await run(request, rawOf(request, params)))
      } catch (error) {
        made = failureOf(toAppError(error))
      }
      const answer = made instanceof Response ? made : written(made)
      addHeaders(answer, rateLimitHeaders())
      const ms = performance.now() - started
      const { method } = request
      const { status } = answer
      const pattern = route ?? routePattern(request, params)
      observeRequest(method, pattern, status, ms / 1000)
      log.info({ request_id: context.requestId, method, route: pattern, status, ms: Math.round(ms) })
      return answer
    })
  }
  // Next gives no parameters where the path has none.
  const handle = async (request: Request, context: Context) =>
    asResponse(await answer(request, (await context.params) ?? {}))
  return Object.assign(handle, { operation, answer })
}

const asResponse = (answer: Written | Response) => (answer instanceof Response ? answer : web(answer))

function addHeaders(answer: Written | Response, more: Record<string, string>): void {
  if (answer instanceof Response) for (const [name, value] of Object.entries(more)) answer.headers.set(name, value)
  else Object.assign(answer.headers, more)
}

/** The limits that need nothing but the request; the others are asked by the services, which know whom they are for. */
async function limited({ limit: name }: Operation, request: Incoming): Promise<void> {
  await limitRequest(request)
  if (name === "sign_in" || name === "register") await limit(name, currentClient())
}

function rawOf(request: Incoming, params: Params): Raw {
  const asked = request.url.indexOf("?")
  let body: Promise<unknown> | undefined
  return {
    params,
    query: new URLSearchParams(asked < 0 ? "" : request.url.slice(asked)),
    body: () => (body ??= readJson(request)),
  }
}

const fixed = (request: Incoming, answer: () => Answer) =>
  withRequest(requestContext(request.headers), () => written(answer()))

/** The answer for an address under /api/v1 that does not exist. */
export const notFound = (request: Incoming) => fixed(request, () => failureOf(new AppError("not_found")))

/** The answer where there is more to do than can be done. */
export const refused = (request: Incoming) =>
  fixed(request, () => failureOf(new AppError("unavailable", { retryAfter: retryAfter() })))

/** The answer to what came over plain http. It is not redirected: a client that is would go on sending its key in the clear. */
export const httpsRequired = (request: Incoming) => fixed(request, () => failureOf(new AppError("https_required")))

/** The answer for a method that an address does not have. */
export function methodNotAllowed(request: Incoming, allow: readonly string[]): Written {
  const answer = fixed(request, () => failureOf(new AppError("method_not_allowed")))
  return { ...answer, headers: { ...answer.headers, allow: allow.join(", ") } }
}

/** The answer to OPTIONS, which also tells a browser that asks for another origin's page (Fetch, §3.2.2). */
export function options(request: Incoming, allow: readonly string[]): Written {
  const methods = allow.join(", ")
  const headers = { allow: methods, "access-control-allow-methods": methods }
  return fixed(request, () => ({ status: 204, body: null, headers }))
}
