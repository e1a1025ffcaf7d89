import type { z } from "zod"
import type { Page } from "../db/paginate"
import { AppError } from "../errors"
import type { Scope } from "../identity/access"
import { type Actor, actorAt, ownActorAt } from "../identity/authorize"
import { type Caller, callerOfRequest, type KeyCaller, type UserCaller } from "../identity/caller"
import type { Requirement } from "../identity/permissions"
import { attributeToKey } from "../rate-limit/requests"
import { type Handler, handler } from "./handler"
import { withIdempotency } from "./idempotency"
import type { Declaration, Known, Operation, Raw, Schema } from "./operation"
import type { Incoming } from "./read-body"
import { readInput } from "./request-input"
import { type Alternate, alternate, answerOf } from "./result"
import { ownScope } from "./scope"

export { alternate }

type Out<S> = S extends Schema ? z.output<S> : undefined

type Given<Params, Query, Body> = {
  params: Out<Params>
  query: Out<Query>
  body: Out<Body>
  /** The version that `If-Match` names, or null. */
  ifMatch: number | null
}

type Returned<Result, List> =
  | Alternate
  | (List extends true
      ? Page<Result extends Schema ? z.input<Result> : never>
      : Result extends Schema
        ? z.input<Result>
        : // biome-ignore lint/suspicious/noConfusingVoidType: what an async function without a result returns
          void)

/** Who runs an endpoint that asks for `P`: a person for "self", a server for "api_key", else an actor who holds it. */
export type ActorFor<P extends Requirement> = [P] extends ["self"]
  ? UserCaller
  : [P] extends ["api_key"]
    ? KeyCaller
    : Actor<P>

type EndpointOptions<P extends Requirement, Params, Query, Body, Result, List> = Declaration<
  Params,
  Query,
  Body,
  Result,
  List
> & {
  permission: P
  /** Where the permission has to hold; by default the organization of the token or key. */
  place?: (caller: Caller, raw: Raw) => Scope | Promise<Scope>
  /** The person whose own affair this is, by path: they need no permission for it. */
  self?: (params: Record<string, string>) => string | undefined
  /** Responds without waiting where it can; for "self" only, and without parameters. */
  known?: Known
  /** May answer with a `Response` of its own where JSON is not what was asked for. */
  run: (
    given: Given<Params, Query, Body> & { actor: ActorFor<P>; request: Incoming },
  ) => Returned<Result, List> | Promise<Returned<Result, List> | Response>
}

type PublicOptions<Params, Query, Body, Result> = Declaration<Params, Query, Body, Result, false> & {
  run: (
    given: Given<Params, Query, Body> & { request: Incoming; caller: () => Promise<Caller | null> },
  ) => Promise<Returned<Result, false>>
}

/**
 * An operation that asks for a permission. The order is fixed: limit → credential → the target's tenant and organization
 * (404) → permission there (403) → query and body (400, 422) → Idempotency-Key → `run` → result. A stranger learns
 * nothing from validation.
 */
export function endpoint<
  P extends Requirement,
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Result extends Schema | undefined = undefined,
  List extends boolean = false,
>(options: EndpointOptions<P, Params, Query, Body, Result, List>): Handler {
  const operation = options as unknown as Operation
  return handler(operation, async (request, raw) => {
    const caller = await callerOf(request)
    const actor = await admit(caller, options, raw)
    const input = await readInput(operation, request, raw)
    const run = () => options.run({ ...input, actor, request } as never)
    if (!operation.idempotent) return answered(operation, await run())
    const asked = { operation, request, caller, place: actor, body: input.body }
    return withIdempotency(asked, async () => run())
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
    const caller = async () => (request.headers.has("authorization") ? callerOf(request) : null)
    const input = await readInput(operation, request, raw)
    return answerOf(operation, await options.run({ ...input, request, caller } as never))
  })
}

/** A `Response` is an answer already. */
const answered = (operation: Operation, data: unknown) => (data instanceof Response ? data : answerOf(operation, data))

async function callerOf(request: Incoming): Promise<Caller> {
  const caller = await callerOfRequest(request)
  attributeToKey(request, caller)
  return caller
}

type Gate = Pick<EndpointOptions<Requirement, never, never, never, never, never>, "permission" | "place" | "self">

async function admit(caller: Caller, { permission, place, self }: Gate, raw: Raw) {
  if (permission === "api_key") {
    if (caller.kind !== "api_key") throw new AppError("permission_required", { required: permission })
    return caller
  }
  if (permission === "self") {
    if (caller.kind !== "user") throw new AppError("not_a_user")
    return caller
  }
  const where = await (place ?? ownScope)(caller, raw)
  const own = caller.kind === "user" && self?.(raw.params) === caller.userId
  return own ? ownActorAt(caller, where) : actorAt(caller, where, permission)
}
