import { isInRequest, requestContext, withRequest } from "../context"
import { currentClient } from "../rate-limit/client-network"
import { rateLimitHeaders } from "../rate-limit/headers"
import { limit } from "../rate-limit/limits"
import { limitRequest } from "../rate-limit/requests"
import { compressible } from "./compression"
import { takeClientAddress } from "./delegated-address"
import { unlessKnown } from "./etag"
import { knownAnswer } from "./known-answer"
import type { Operation, Raw } from "./operation"
import { type Incoming, isForm, readForm, readJson } from "./read-body"
import { readBytes } from "./read-bytes"
import { routePattern } from "./request-input"
import { noteRequest } from "./request-log"
import { type Answer, failureOf, type Written, web, written } from "./response"
import { toAppError } from "./to-app-error"

type Params = Record<string, string>

type Context = { params: Promise<Params> }

/** A route handler of web Request and Response; runs in Next, in server.ts and in tests alike. */
export type Handler = ((request: Request, context: Context) => Promise<Response>) & {
  operation: Operation
  /** The same without web objects, which cost more than most responses; requires a request's context. */
  answer: (request: Incoming, params: Params) => Promise<Written | Response>
}

/** Wraps an operation in a handler; limits, errors, logging and headers are the same for all. */
export function handler(
  operation: Operation,
  run: (request: Incoming, raw: Raw) => Promise<Answer | Response>,
): Handler {
  async function answer(request: Incoming, params: Params): Promise<Written | Response> {
    let made: Answer | Response
    try {
      const known = knownAnswer(operation, request)
      if (!known) await limited(operation, request)
      made = known ?? unlessSeen(operation, request, await run(request, rawOf(operation, request, params)))
    } catch (error) {
      const failed = toAppError(error)
      requestContext(request.headers).failed = { code: failed.code, reason: failed.details.reason }
      made = failureOf(failed)
    }
    const answer = made instanceof Response ? made : written(made)
    if (isSuccess(answer) && (operation.list || operation.compress)) allowCompression(answer)
    addHeaders(answer, rateLimitHeaders())
    return answer
  }
  /** Enters the context and logs the request where server.ts is not in front, as under `next dev` and in tests. */
  function alone(request: Incoming, params: Params): Promise<Written | Response> {
    if (isInRequest()) return answer(request, params)
    const context = requestContext(request.headers)
    const began = performance.now()
    return withRequest(context, async () => {
      const made = await answer(request, params)
      context.route = routePattern(request, params)
      noteRequest(context, request.method, made.status, performance.now() - began)
      return made
    })
  }
  // Next passes no parameters where the path has none.
  const handle = async (request: Request, context: Context) =>
    asResponse(await alone(request, (await context.params) ?? {}))
  return Object.assign(handle, { operation, answer })
}

const unlessSeen = (operation: Operation, request: Incoming, made: Answer | Response) =>
  made instanceof Response ? made : unlessKnown(operation, request, made)

const isSuccess = ({ status }: Written | Response) => status === 200

function allowCompression(answer: Written | Response): void {
  if (answer instanceof Response) compressible(answer)
  else answer.compress = true
}

const asResponse = (answer: Written | Response) => (answer instanceof Response ? answer : web(answer))

function addHeaders(answer: Written | Response, more: Record<string, string>): void {
  if (answer instanceof Response) for (const [name, value] of Object.entries(more)) answer.headers.set(name, value)
  else Object.assign(answer.headers, more)
}

/**
 * Rate limits that need only the request, and the client address that a key may pass on. Limits per recipient or session
 * are counted by `perform()`.
 */
async function limited({ limit: name, permission }: Operation, request: Incoming): Promise<void> {
  await limitRequest(request)
  const key = permission === null ? await takeClientAddress(request) : null
  if (name === undefined) return
  if (key) await limit("sign_in_delegated", key)
  await limit(name, currentClient())
}

function rawOf(operation: Operation, request: Incoming, params: Params): Raw {
  const asked = request.url.indexOf("?")
  let body: Promise<unknown> | undefined
  return {
    params,
    query: new URLSearchParams(asked < 0 ? "" : request.url.slice(asked)),
    body: () => (body ??= readBody(operation, request)),
  }
}

/** An absent body is `{}` where that is valid, and of DELETE, which usually has none: what is missing gets named. */
function readBody(operation: Operation, request: Incoming): Promise<unknown> {
  if (operation.form && isForm(request)) return readForm(request)
  return operation.binary
    ? readBytes(request, operation.binary)
    : readJson(request, () => request.method === "DELETE" || needsNothing(operation), operation.maxBody)
}

/** Whether `{}` is a valid body, so that an absent one is too. */
const needsNothing = ({ body }: Operation) => body?.safeParse({}).success ?? false
