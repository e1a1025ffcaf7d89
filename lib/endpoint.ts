import { z } from "zod"
import { AppError, type ErrorCode } from "./errors"
import { json, readJson, toResponse } from "./http"
import type { Page } from "./list"
import { log } from "./log"
import type { Right } from "./permissions"
import { currentRequest, requestContext, withRequest } from "./request-context"
import {
  type Actor,
  actorAt,
  type Caller,
  callerOfRequest,
  ownActorAt,
  type KeyCaller,
  ownPlace,
  type Place,
  type UserCaller,
} from "./session"
import { parseInput, parseQuery } from "./validation"

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

/** Data for the second kind of success that a declaration names. */
export class Otherwise {
  constructor(readonly data: unknown) {}
}
export const otherwise = (data: unknown) => new Otherwise(data)

type Given<Params, Query, Body> = {
  params: Out<Params>
  query: Out<Query>
  body: Out<Body>
  /** The version that `If-Match` names, or null. */
  ifMatch: number | null
}

type Returned<Result, List> =
  | Otherwise
  | (List extends true ? Page<Result extends Schema ? z.input<Result> : never> : Result extends Schema ? z.input<Result> : void)

/** Who runs an endpoint that asks for `P`: a person for "self", a server for "api_key", else an actor who holds it. */
export type ActorFor<P extends Right> = [P] extends ["self"] ? UserCaller : [P] extends ["api_key"] ? KeyCaller : Actor<P>

type EndpointOptions<P extends Right, Params, Query, Body, Result, List> = Declaration<Params, Query, Body, Result, List> & {
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
 * An operation that asks for a permission. The order is fixed: credential → the target's tenant and organization
 * (404) → permission there (403) → query and body (400, 422) → `run` → result. A stranger learns nothing from validation.
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
    const actor = await admit(await callerOfRequest(request), options, raw)
    return options.run({ ...(await given(operation, request, raw)), actor, request } as never)
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
    const caller = async () => (request.headers.has("authorization") ? callerOfRequest(request) : null)
    return options.run({ ...(await given(operation, request, raw)), request, caller } as never)
  })
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

async function given(operation: Operation, request: Request, raw: Raw) {
  return {
    params: operation.params ? pathParams(operation.params, raw.params) : undefined,
    query: parseQuery(operation.query ?? noParameters, raw.query),
    body: operation.body ? parseInput(operation.body, await raw.body()) : undefined,
    ifMatch: operation.versioned ? ifMatch(request) : null,
  }
}

const noParameters = z.strictObject({})

function pathParams(schema: Schema, params: Record<string, string>): unknown {
  const parsed = schema.safeParse(params)
  if (!parsed.success) throw new AppError("not_found")
  return parsed.data
}

function ifMatch(request: Request): number | null {
  const header = request.headers.get("if-match")
  if (header === null || header === "*") return null
  const version = /^"(\d{1,9})"$/.exec(header)?.[1]
  if (!version) throw new AppError("version_conflict")
  return Number(version)
}

function handler(operation: Operation, run: (request: Request, raw: Raw) => Promise<unknown>): Handler {
  async function handle(request: Request, context: Context): Promise<Response> {
    return withRequest(requestContext(request.headers), async () => {
      const started = performance.now()
      const params = await context.params
      const response = await answer(operation, run, request, params).catch(toResponse)
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

async function answer(
  operation: Operation,
  run: (request: Request, raw: Raw) => Promise<unknown>,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  let body: Promise<unknown> | undefined
  const data = await run(request, {
    params,
    query: new URL(request.url).searchParams,
    body: () => (body ??= readJson(request)),
  })
  if (data instanceof Response) return data
  if (data instanceof Otherwise && operation.otherwise)
    return json(operation.otherwise.status, { success: true, data: operation.otherwise.result.parse(data.data) })
  const status = operation.status ?? 200
  if (status === 204) return json(204, null)
  if (operation.list) return json(status, pageBody(operation, data as Page<unknown>))
  // A result that breaks its schema is our 500, never the caller's 422.
  const shown = operation.result?.parse(data)
  return json(status, { success: true, data: shown }, operation.location && { location: operation.location(shown as never) })
}

function pageBody(operation: Operation, { rows, ...pagination }: Page<unknown>) {
  return { success: true, data: rows.map((row) => operation.result?.parse(row)), pagination }
}

/** The path with its parameters as names: link tokens stand in paths, and logs must not hold them. */
function routePattern(request: Request, params: Record<string, string>): string {
  const names = new Map(Object.entries(params).map(([name, value]) => [encodeURIComponent(value), `{${name}}`]))
  const segments = new URL(request.url).pathname.replace(/^\/api(?=\/v1)/, "").split("/")
  return segments.map((s) => names.get(s) ?? (/^[a-z0-9.-]{1,24}$/.test(s) ? s : s && "{?}")).join("/")
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
