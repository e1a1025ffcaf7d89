import type { z } from "zod"
import { type Otherwise, otherwise, shape } from "./answer"
import { AppError, type ErrorCode } from "./errors"
import { json, readJson, toResponse } from "./http"
import { once } from "./idempotency"
import type { Page } from "./list"
import { log } from "./log"
import type { Right } from "./permissions"
import { currentClient, limit } from "./ratelimit"
import { limitRequest, vouchFor } from "./ratelimit-general"
import { rateLimitHeaders } from "./ratelimit-notes"
import { currentRequest, requestContext, withRequest } from "./request-context"
import { readInput, routePattern } from "./request-input"
import {
  type Actor,
  actorAt,
  type Caller,
  callerOfRequest,
  type KeyCaller,
  ownActorAt,
  ownPlace,
  type Place,
  type UserCaller,
} from "./session"

export { otherwise }

type Schema = z.ZodType
type Out<S> = S extends Schema ? z.output<S> : undefined

/** What is known of a request before anything of it is validated; places are found with it. */
export type Raw = {
  params: Record<string, string>
  query: URLSearchParams
  /** Read once, on demand: who lacks a credential hears 401 before anything about their body. */
  body: () => Promise<unknown>
}

/** Limits that a declaration can name. */
export type Limit = "sign_in" | "register" | "mail" | "refresh"

type Declaration<Params, Query, Body, Result, List> = {
  /** One line, as it stands in the OpenAPI document. */
  summary: string
  description?: string
  params?: Params
  query?: Query
  body?: Body
  /** What may leave, field by field; a column that nobody listed cannot. */
  result?: Result
  /** The answer is a page of `result`. */
  list?: List
  status?: 200 | 201 | 202 | 204
  /** A second kind of success; `run` gives it by returning `otherwise(data)`. */
  otherwise?: { status: 200 | 202; result: Schema }
  /** Codes beside those that every endpoint of its kind can give. */
  errors?: readonly ErrorCode[]
  /** `If-Match` is read and given to `run`. */
  versioned?: boolean
  /** `Idempotency-Key` is honoured: the same request again gets the first answer, and has no second effect. */
  idempotent?: boolean
  /** The limit beside the general one, which every operation has. */
  limit?: Limit
  /** Where the created object is, for `Location`. */
  location?: (data: never) => string
}

type Given<Params, Query, Body> = {
  params: Out<Params>
  query: Out<Query>
  body: Out<Body>
  /** The version that `If-Match` names, or null. */
  ifMatch: number | null
}

type Returned<Result, List> =
  | Otherwise
  | (List extends true
      ? Page<Result extends Schema ? z.input<Result> : never>
      : Result extends Schema
        ? z.input<Result>
        : // biome-ignore lint/suspicious/noConfusingVoidType: what an async function without a result returns
          void)

/** Who runs an endpoint that asks for `P`: a person for "self", a server for "api_key", else an actor who holds it. */
export type ActorFor<P extends Right> = [P] extends ["self"]
  ? UserCaller
  : [P] extends ["api_key"]
    ? KeyCaller
    : Actor<P>

type EndpointOptions<P extends Right, Params, Query, Body, Result, List> = Declaration<
  Params,
  Query,
  Body,
  Result,
  List
> & {
  permission: P
  /** Where the permission has to hold; by default the organization of the token or key. */
  place?: (caller: Caller, raw: Raw) => Place | Promise<Place>
  /** The person whose own affair this is, by path: they need no permission for it. */
  self?: (params: Record<string, string>) => string | undefined
  /** May answer with a `Response` of its own where JSON is not what was asked for. */
  run: (
    given: Given<Params, Query, Body> & { actor: ActorFor<P>; request: Request },
  ) => Promise<Returned<Result, List> | Response>
}

type PublicOptions<Params, Query, Body, Result> = Declaration<Params, Query, Body, Result, false> & {
  run: (
    given: Given<Params, Query, Body> & { request: Request; caller: () => Promise<Caller | null> },
  ) => Promise<Returned<Result, false>>
}

/** The declaration of an operation, which the OpenAPI document is made of. */
export type Operation = Declaration<Schema, Schema, Schema, Schema, boolean> & { permission: Right | null }

type Context = { params: Promise<Record<string, string>> }

/** A route handler of the web's Request and Response; runs in Next, in server.ts and in tests alike. */
export type Handler = ((request: Request, context: Context) => Promise<Response>) & { operation: Operation }

/**
 * An operation that asks for a permission. The order is fixed: limit → credential → the target's tenant and organization
 * (404) → permission there (403) → query and body (400, 422) → Idempotency-Key → `run` → result. A stranger learns
 * nothing from validation.
 */
export function endpoint<
  P extends Right,
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Result extends Schema | undefined = undefined,
  List extends boolean = false,
>(options: EndpointOptions<P, Params, Query, Body, Result, List>): Handler {
  const operation = options as unknown as Operation
  return handler(operation, async (request, raw) => {
    const caller = await knownCaller(request)
    const actor = await admit(caller, options, raw)
    const input = await readInput(operation, request, raw)
    const act = async () => shape(operation, await options.run({ ...input, actor, request } as never))
    if (!operation.idempotent) return act()
    return once({ operation, request, caller, place: actor, body: input.body }, act)
  })
}

/** An operation that anybody can reach; `caller()` tells who sends it, if they say so. */
export function publicEndpoint<
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Result extends Schema | undefined = undefined,
>(options: PublicOptions<Params, Query, Body, Result>): Handler {
  const operation = { ...options, permission: null } as unknown as Operation
  return handler(operation, async (request, raw) => {
    const caller = async () => (request.headers.has("authorization") ? knownCaller(request) : null)
    return shape(
      operation,
      await options.run({ ...(await readInput(operation, request, raw)), request, caller } as never),
    )
  })
}

async function knownCaller(request: Request): Promise<Caller> {
  const caller = await callerOfRequest(request)
  await vouchFor(request, caller)
  return caller
}

type Gate = Pick<EndpointOptions<Right, never, never, never, never, never>, "permission" | "place" | "self">

async function admit(caller: Caller, { permission, place, self }: Gate, raw: Raw) {
  if (permission === "api_key") {
    if (caller.kind !== "api_key") throw new AppError("permission_required", { required: permission })
    return caller
  }
  if (permission !== "self") {
    const where = await (place ?? ownPlace)(caller, raw)
    const own = caller.kind === "user" && self?.(raw.params) === caller.userId
    return own ? ownActorAt(caller, where) : actorAt(caller, where, permission)
  }
  if (caller.kind !== "user") throw new AppError("not_a_user")
  return caller
}

function handler(operation: Operation, run: (request: Request, raw: Raw) => Promise<Response>): Handler {
  async function handle(request: Request, context: Context): Promise<Response> {
    return withRequest(requestContext(request.headers), async () => {
      const started = performance.now()
      // Next gives none where the path has none.
      const params = (await context.params) ?? {}
      const response = await limited(operation, request)
        .then(() => run(request, rawOf(request, params)))
        .catch(toResponse)
      for (const [name, value] of Object.entries(rateLimitHeaders())) response.headers.set(name, value)
      log.info({
        request_id: currentRequest().requestId,
        method: request.method,
        route: routePattern(request, params),
        status: response.status,
        ms: Math.round(performance.now() - started),
      })
      return response
    })
  }
  return Object.assign(handle, { operation })
}

/** The limits that need nothing but the request; the others are asked by the services, which know whom they are for. */
async function limited(operation: Operation, request: Request): Promise<void> {
  await limitRequest(request)
  if (operation.limit === "sign_in" || operation.limit === "register") await limit(operation.limit, currentClient())
}

function rawOf(request: Request, params: Record<string, string>): Raw {
  let body: Promise<unknown> | undefined
  return { params, query: new URL(request.url).searchParams, body: () => (body ??= readJson(request)) }
}

/** The answer for an address under /api/v1 that does not exist. */
export function notFound(request: Request): Promise<Response> {
  return withRequest(requestContext(request.headers), async () => toResponse(new AppError("not_found")))
}

/** The answer for a method that an address does not have. */
export function methodNotAllowed(request: Request, allow: readonly string[]): Promise<Response> {
  return withRequest(requestContext(request.headers), async () => {
    const response = toResponse(new AppError("method_not_allowed"))
    response.headers.set("allow", allow.join(", "))
    return response
  })
}

/** The answer to OPTIONS, which also tells a browser that asks for another origin's page (Fetch, §3.2.2). */
export function options(request: Request, allow: readonly string[]): Promise<Response> {
  const methods = allow.join(", ")
  return withRequest(requestContext(request.headers), async () =>
    json(204, null, { allow: methods, "access-control-allow-methods": methods }),
  )
}
