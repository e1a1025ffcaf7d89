import type { z } from "zod"
import type { ErrorCode } from "../errors"
import type { UserCaller } from "../identity/caller"
import type { Requirement } from "../identity/permissions"

export type Schema = z.ZodType

/** What is known of a request before anything of it is validated; places are found with it. */
export type Raw = {
  params: Record<string, string>
  query: URLSearchParams
  /** Read once, on demand: who lacks a credential hears 401 before anything about their body. */
  body: () => Promise<unknown>
}

/** A body of bytes instead of JSON: its media types, and its largest size in bytes. */
export type Binary = { types: readonly string[]; most: number }

/** Limits of the client, counted before anything of a request is read. */
export type ClientLimit = "sign_in" | "register"

/** What an endpoint says of itself; the OpenAPI document is made of it. */
export type Declaration<Params, Query, Body, Result, List> = {
  /** One line, as it stands in the OpenAPI document. */
  summary: string
  description?: string
  params?: Params
  query?: Query
  body?: Body
  /** The body is bytes. */
  binary?: Binary | undefined
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
  limit?: ClientLimit | undefined
  /** Where the created object is, for `Location`. */
  location?: (data: never) => string
}

/** What an operation of a person's own can respond with when its data is cached; see known-answer.ts. */
export type Known = {
  /** The cached object, without waiting; undefined where there is none. */
  find: (me: UserCaller) => object | undefined
  /** What `run` would return of it; asked for once a second at most. */
  show: (data: never) => unknown
}

/** An operation as the handler, the OpenAPI document and idempotency see it. */
export type Operation = Declaration<Schema, Schema, Schema, Schema, boolean> & {
  permission: Requirement | null
  /** The act that it is a door to. */
  act?: object
  known?: Known
  /** What is shown of what `run` returned, where that is not the same. */
  show?: (returned: never) => unknown
}
