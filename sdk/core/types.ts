import type { Permission, Role } from "./permissions"
import type { Schemas } from "./schema"

type Operations = Schemas["Operations"]

/** Every operation of the API, such as `"PUT /users/{id}"`. */
export type Endpoint = keyof Operations

type Part<E extends Endpoint, Name extends string> = Operations[E] extends Record<Name, infer T> ? T : undefined

/** Every operation with a part of this name. */
export type EndpointWith<Name extends string> = {
  [E in Endpoint]: Operations[E] extends Record<Name, unknown> ? E : never
}[Endpoint]

/** Path parameters of an operation. */
export type Params<E extends Endpoint> = Part<E, "params">

/** JSON body of an operation. Optional fields also accept `undefined`, which is not sent. */
export type Body<E extends Endpoint> = Given<Part<E, "body">>

/** Query parameters of an operation. */
export type Query<E extends EndpointWith<"query">> = Given<
  Omit<Part<E, "query">, "total"> &
    (Part<E, "query"> extends { total?: unknown }
      ? {
          /** Whether to count all rows. */
          total?: boolean
        }
      : unknown)
>

/** Response data of an operation. */
export type Data<E extends Endpoint> = Operations[E] extends { data: infer T } ? Shape<T> : never

/** One row of a list response. */
export type Item<E extends EndpointWith<"item">> = Shape<Part<E, "item">>

/** Fields that hold permissions: plain strings in the API's document. */
type Narrowed<Name, T> = Name extends "permissions" | "effective_permissions"
  ? T extends string[]
    ? Permission[]
    : Shape<T>
  : Shape<T>

/** Response data with its fields spelled out, so that editors show them. */
type Shape<T> = T extends object ? (T extends Blob ? T : { [Name in keyof T]: Narrowed<Name, T[Name]> }) : T

/** Fields of sent data that name roles: plain strings in the API's document, where a role of the tenant's own is any. */
type WithRole<Name, T> = Name extends "role"
  ? string extends Extract<T, string>
    ? Role | Exclude<T, string>
    : T
  : Name extends "access_roles"
    ? T extends string[]
      ? Role[]
      : T
    : Narrowed<Name, T>

/** The same for data that is sent, where an optional field may be undefined. */
type Given<T> = T extends object
  ? T extends Blob
    ? T
    : { [Name in keyof T]: Given<WithRole<Name, T[Name]>> | (Pick<T, never> extends Pick<T, Name> ? undefined : never) }
  : T

/** A successful response. */
export type Envelope<T> = { success: true; data: T }

/** One page of a list. */
export type Page<T> = Envelope<T[]> & { pagination: Schemas["Pagination"] }

/** A user with every field, as returned to themselves and to callers with `users:write`. */
export type User = Shape<Schemas["User"]>

/** A user as returned to others: without `users:write` only the fields of a card. */
export type UserView = Shape<Schemas["UserView"]>

/** An invalid field of a request: its path in dots, a stable code, and a message for the person who typed it. */
export type FieldError = { field: string; code: string; message: string }

/** Error codes of the API. */
export type ApiErrorCode = Schemas["ErrorResponse"]["error"]["code"]
