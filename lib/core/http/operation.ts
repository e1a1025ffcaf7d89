import type { z } from "zod"
import type { ErrorCode, FieldError } from "../errors"
import type { ApplicationScope } from "../identity/application-scopes"
import type { Caller, UserCaller } from "../identity/caller"
import type { Requirement } from "../identity/permissions"

export type Schema = z.ZodType

/** The part of a request that is known before validation; scopes are resolved from it. */
export type Raw = {
  params: Record<string, string>
  query: URLSearchParams
  /** Read once, on demand: an unauthenticated caller gets 401 before anything about the body. */
  body: () => Promise<unknown>
}

/** A binary request body instead of JSON: its media types, and its max size in bytes. */
export type Binary = { types: readonly string[]; most: number }

/** Per-client limits, counted before a request is read. */
export type ClientLimit = "sign_in" | "register" | "passkey_options"

/** How tokens of applications open an operation: by a scope, and those of machines too unless it says otherwise. */
export type Opening = ApplicationScope | { scope: ApplicationScope; machines: false }

/** Declaration of an endpoint; the OpenAPI document is built from it. */
export type Declaration<Params, Query, Body, Result, List> = {
  /** Unique name in the OpenAPI document, from which generators name functions: `listUsers`. */
  operationId: string
  /** One line, for the OpenAPI document. */
  summary: string
  description?: string
  params?: Params
  query?: Query
  body?: Body
  /** Rules that need the server's settings, for a body that is invalid otherwise: all its fields are reported together. */
  rules?: ((body: Record<string, unknown>, caller: Caller | null) => FieldError[]) | undefined
  /** The request body is bytes instead of JSON. */
  binary?: Binary | undefined
  /** Max size of a JSON body in bytes, where it is not 64 KiB. */
  maxBody?: number | undefined
  /** Whether the body may also be a form. */
  form?: boolean
  /** The response schema: an allow-list of fields. */
  result?: Result
  /** Whether the response is a page of `result`. */
  list?: List
  /** Whether `Accept: text/csv` gets the same as a table. */
  csv?: boolean
  /** Whether the response is a stream of server-sent events. */
  events?: boolean
  /** Whether the response may be compressed, as those of lists are. It must not contain secrets. */
  compress?: boolean
  status?: 200 | 201 | 202 | 204
  /** A second kind of success, which `run` returns as `otherwise(data)`. */
  otherwise?: { status: 200 | 202; result: Schema }
  /** Error codes in addition to those of every endpoint of its kind. */
  errors?: readonly ErrorCode[]
  /** Whether `If-Match` is read and passed to `run`. */
  versioned?: boolean
  /** Whether `Idempotency-Key` is honored: a repeated request gets the first response, and has no second effect. */
  idempotent?: boolean
  /**
   * Checks whether a repeated request may see its first response again, where `permission` is only "self".
   * @throws AppError where the caller has lost access to it
   */
  replay?: (me: UserCaller, shown: never) => Promise<unknown>
  /** The limit in addition to the general one, which every operation has. */
  limit?: ClientLimit | undefined
  /** Path of the created object, for `Location`. */
  location?: (data: never) => string
  /** Whether tokens of applications open it. Without, they get 403 `not_for_applications`. */
  applications?: Opening
}

/** Synchronous response of a "self" operation whose data is cached; see known-answer.ts. */
export type Known = {
  /** Returns the cached object synchronously; undefined where there is none. */
  find: (me: UserCaller) => object | undefined
  /** Converts it to the result of `run`; called once a second at most. */
  show: (data: never) => unknown
}

/** An operation as the handler, the OpenAPI document and idempotency see it. */
export type Operation = Declaration<Schema, Schema, Schema, Schema, boolean> & {
  permission: Requirement | null
  /** The act that the endpoint performs. */
  act?: object
  known?: Known
  /** Whether the return value of `run` is partial: it is not kept under its `Idempotency-Key`, so a repeat goes on. */
  unfinished?: ((returned: never) => boolean) | undefined
  /** Converts the return value of `run` to the response, where they differ. */
  show?: (returned: never) => unknown
}
