import type { z } from "zod"
import type { Page } from "../db/paginate"
import type { Scope } from "../identity/access"
import { callerOfRequest } from "../identity/bearer"
import type { Caller } from "../identity/caller"
import type { Requirement } from "../identity/permissions"
import { attributeToKey } from "../rate-limit/requests"
import type { Act, ActorFor, Out } from "./act"
import { type ActDoor, operationOf, type Returned } from "./act-door"
import { admit, type Gate } from "./admit"
import { admitApplication, refuseApplications } from "./admit-application"
import { type Handler, handler } from "./handler"
import { withIdempotency } from "./idempotency"
import type { Declaration, Known, Operation, Raw, Schema } from "./operation"
import type { Incoming } from "./read-body"
import { readInput } from "./request-input"
import { type Alternate, respond } from "./result"

type Input<Params, Query, Body> = {
  params: Out<Params>
  query: Out<Query>
  body: Out<Body>
  /** The version in `If-Match`, or null. */
  ifMatch: number | null
}

type Answered<Result, List> = List extends true
  ? Alternate | Page<Result extends Schema ? z.input<Result> : never>
  : Returned<Result>

type EndpointOptions<P extends Requirement, Params, Query, Body, Result, List> = Declaration<
  Params,
  Query,
  Body,
  Result,
  List
> & {
  permission: P
  /** The scope that the permission is checked in; by default the organization of the token or key. */
  scope?: (caller: Caller, raw: Raw) => Scope | Promise<Scope>
  /** ID of the person whose own data this is, from the path: they need no permission for it. */
  self?: (params: Record<string, string>) => string | undefined
  /** Responds synchronously when the data is cached; for "self" only, and without parameters. */
  known?: Known
  /** May return a `Response` where JSON was not requested. */
  run: (
    given: Input<Params, Query, Body> & { actor: ActorFor<P>; request: Incoming },
  ) => Answered<Result, List> | Promise<Answered<Result, List> | Response>
}

/** Either kind of declaration, after its types were checked. */
type Loose = Gate & { run: (given: never) => unknown }

type PublicOptions<Params, Query, Body, Result> = Declaration<Params, Query, Body, Result, false> & {
  run: (
    given: Input<Params, Query, Body> & { request: Incoming; caller: () => Promise<Caller | null> },
  ) => Promise<Returned<Result>>
}

/**
 * Declares an operation that requires a permission. The order is fixed: limit → credential → whether applications may
 * use the endpoint (403) → the target's tenant and organization (404) → permission there (403) → query and body (400,
 * 422) → Idempotency-Key → version and recent proof of a browser (perform.ts) → `run` → result.
 * Unauthenticated users learn nothing from validation.
 */
export function endpoint<
  P extends Requirement,
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Result extends Schema | undefined = undefined,
  List extends boolean = false,
>(options: EndpointOptions<P, Params, Query, Body, Result, List>): Handler
/** Declares the endpoint of an act. */
export function endpoint<
  P extends Requirement,
  Target,
  Body,
  Result,
  Ran,
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Shown extends Schema | undefined = undefined,
>(act: Act<P, Target, Body, Result, Ran>, door: ActDoor<Target, Result, Ran, Params, Query, Shown>): Handler
export function endpoint(declared: object, door?: object): Handler {
  const options = (door ? operationOf(declared as never, door as never) : declared) as Loose
  const operation = options as unknown as Operation
  return handler(operation, async (request, raw) => {
    const caller = await callerOf(request)
    admitApplication(caller, operation)
    const actor = await admit(caller, options, raw)
    const input = await readInput(operation, request, raw, caller)
    const run = () => options.run({ ...input, actor, request } as never)
    if (!operation.idempotent) return answered(operation, await run())
    const asked = { operation, request, caller, scope: actor, body: input.body }
    return withIdempotency(asked, async () => run())
  })
}

/** Declares an operation without authentication; `caller()` returns the sender where the request has a credential. */
export function publicEndpoint<
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Result extends Schema | undefined = undefined,
>(options: PublicOptions<Params, Query, Body, Result>): Handler
/** Declares the endpoint of a public act. */
export function publicEndpoint<
  Target,
  Body,
  Result,
  Ran,
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Shown extends Schema | undefined = undefined,
>(act: Act<"public", Target, Body, Result, Ran>, door: ActDoor<Target, Result, Ran, Params, Query, Shown>): Handler
export function publicEndpoint(declared: object, door?: object): Handler {
  const options = (door ? operationOf(declared as never, door as never) : declared) as Loose
  const operation = { ...options, permission: null } as unknown as Operation
  return handler(operation, async (request, raw) => {
    refuseApplications(request)
    const caller = async () => (request.headers.has("authorization") ? callerOf(request) : null)
    const input = await readInput(operation, request, raw)
    return respond(operation, await options.run({ ...input, request, caller } as never))
  })
}

/** Passes a `Response` through. */
const answered = (operation: Operation, data: unknown) => (data instanceof Response ? data : respond(operation, data))

async function callerOf(request: Incoming): Promise<Caller> {
  const caller = await callerOfRequest(request)
  attributeToKey(request, caller)
  return caller
}
