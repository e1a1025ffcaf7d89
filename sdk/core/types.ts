import type { Schemas } from "./schema"

type Operations = Schemas["Operations"]

/** Every operation of the API, such as `"PUT /users/{id}"`. */
export type Endpoint = keyof Operations

type Part<E extends Endpoint, Name extends string> = Operations[E] extends Record<Name, infer T> ? T : undefined

/** Every operation that has a part of this name. */
export type EndpointWith<Name extends string> = {
  [E in Endpoint]: Operations[E] extends Record<Name, unknown> ? E : never
}[Endpoint]

/** The variables of an operation's path. */
export type Params<E extends Endpoint> = Part<E, "params">

/** What an operation takes as JSON. */
export type Body<E extends Endpoint> = Part<E, "body">

/** What an operation takes in its query. */
export type Query<E extends EndpointWith<"query">> = Omit<Part<E, "query">, "total"> &
  (Part<E, "query"> extends { total?: unknown }
    ? {
        /** Also count all rows. */
        total?: boolean
      }
    : unknown)

/** What an operation answers. */
export type Data<E extends Endpoint> = Operations[E] extends { data: infer T } ? Seen<T> : never

/** One row of what a list answers. */
export type Item<E extends EndpointWith<"item">> = Seen<Part<E, "item">>

/** Others are seen in full only by those with `users:write`: the rest of the fields may be missing. */
type Seen<T> = [Schemas["User"] | Schemas["UserCard"]] extends [T] ? UserView : T

/** A success of the API. */
export type Envelope<T> = { success: true; data: T }

/** One page of a list. */
export type Page<T> = Envelope<T[]> & { pagination: Schemas["Pagination"] }

/** A user with every field, as they see themselves and as those with `users:write` see them. */
export type User = Schemas["User"]

/** A user as seen by somebody else: without `users:write` only the fields of a card are there. */
export type UserView = Schemas["UserCard"] & Partial<Omit<User, keyof Schemas["UserCard"]>>

/** A wrong field of a request: its path in dots, a stable code, and a sentence for the person who typed it. */
export type FieldError = { field: string; code: string; message: string }

/** The codes of the API's errors. */
export type ApiErrorCode = Schemas["Error"]["error"]["code"]
