import type { z } from "zod"
import type { Scope } from "../identity/access"
import type { Caller, UserCaller } from "../identity/caller"
import type { Act, Out, Right } from "./act"
import type { Opening, Raw, Schema } from "./operation"
import { perform } from "./perform"
import type { Alternate } from "./result"

/** Response of an operation: its result, or the second kind of success that it declares. */
export type Returned<Result> =
  | Alternate
  | (Result extends Schema
      ? z.input<Result>
      : // biome-ignore lint/suspicious/noConfusingVoidType: what an async function without a result returns
        void)

type Targeting<Params, Query, Target> = [Out<Params>] extends [Target extends Schema ? Out<Target> : unknown]
  ? { target?: (params: Out<Params>, query: Out<Query>) => Out<Target> }
  : { /** From the path, or the query. */ target: (params: Out<Params>, query: Out<Query>) => Out<Target> }

type Answering<Result, Ran> = [Ran] extends [Returned<Result>]
  ? { answer?: (ran: Ran) => Returned<Result> | Promise<Returned<Result>> }
  : {
      /** Converts the act's result into the response. */ answer: (
        ran: Ran,
      ) => Returned<Result> | Promise<Returned<Result>>
    }

/** Declaration of an act's endpoint: how its input is read, and how its result is returned. */
export type ActDoor<Target, Result, Ran, Params, Query, Shown> = {
  operationId: string
  summary: string
  description?: string
  params?: Params
  query?: Query
  /** The scope of this address, where it differs from the act's. */
  scope?: (caller: Caller, raw: Raw) => Scope | Promise<Scope>
  status?: 200 | 201 | 202 | 204
  /** The response schema, where it differs from the act's result. */
  result?: Shown
  otherwise?: { status: 200 | 202; result: Schema }
  idempotent?: boolean
  replay?: (me: UserCaller, shown: never) => Promise<unknown>
  location?: (data: never) => string
  /** Whether tokens of applications open it. Without, they get 403 `not_for_applications`. */
  applications?: Opening
} & Targeting<Params, Query, Target> &
  Answering<Shown extends Schema ? Shown : Result, Ran>

type Request = {
  params?: unknown
  query?: unknown
  body?: unknown
  ifMatch: number | null
  actor?: unknown
  caller?: unknown
}

/** Returns the declaration of an operation whose `run` performs an act. */
export function operationOf<P extends Right, Target, Body, Result, Ran, Params, Query, Shown>(
  act: Act<P, Target, Body, Result, Ran>,
  door: ActDoor<Target, Result, Ran, Params, Query, Shown>,
) {
  const { permission, scope, self, body, rules, binary, maxBody, result, errors, limit, version, unfinished } = act
  const { target = (params) => pick(params, act.target), answer: show, ...operation } = door as LooseDoor
  return {
    permission,
    scope,
    self,
    body,
    rules,
    binary,
    maxBody,
    unfinished,
    result,
    errors,
    ...operation,
    limit: typeof limit === "string" ? limit : undefined,
    versioned: version !== undefined,
    act,
    show,
    run: async ({ params, query, body, ifMatch, actor, caller }: Request) => {
      const given = { actor, sender: caller, target: target(params, query), body, version: ifMatch, door: "api" }
      return perform(act, given as never, { caller: null })
    },
  }
}

type LooseDoor = { target?: (params: unknown, query: unknown) => unknown; answer?: (ran: unknown) => unknown } & Record<
  string,
  unknown
>

/** Returns the properties of `values` that the schema has. */
export function pick(values: unknown, schema: unknown): Record<string, unknown> | undefined {
  if (!schema) return undefined
  const { shape } = schema as z.ZodObject
  return Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => Object.hasOwn(shape, name)))
}
