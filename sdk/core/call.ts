import { NanostackError } from "./error"
import { List } from "./list"
import type { CallOptions } from "./options"
import type { IdempotencyKey, Request } from "./request"
import type { Send } from "./transport"
import type { Body, Data, Endpoint, EndpointWith, Envelope, Item, Page, Params, Query } from "./types"

type Given<E extends Endpoint> = (Params<E> extends undefined ? unknown : { params: Params<E> }) &
  (Body<E> extends undefined ? unknown : { body: Body<E> }) &
  (E extends EndpointWith<"query"> ? { query?: Query<E> | undefined } : unknown) &
  (E extends EndpointWith<"versioned"> ? { ifMatch?: number | undefined } : unknown) &
  (E extends EndpointWith<"idempotent"> ? { idempotencyKey: IdempotencyKey } : unknown) &
  Pick<Request, "anonymous" | "repeatable" | "once" | "within" | "token" | "keepalive">

/** Calls of the API by their names in its document, which types their parameters and responses. */
export type Api = {
  call: <E extends Exclude<Endpoint, EndpointWith<"item">>>(
    endpoint: E,
    given: Given<E>,
    options?: CallOptions,
  ) => Promise<Envelope<Data<E>>>
  list: <E extends EndpointWith<"item">>(endpoint: E, given: Given<E>, options?: CallOptions) => List<Item<E>>
}

/** Wraps a transport with types. */
export function createApi(send: Send): Api {
  return {
    call: (endpoint, given, options) => send({ endpoint, ...given }, options) as never,
    list: (endpoint, given, options) =>
      new List(
        (query, patience) => {
          const request = { endpoint, ...given, query: { ...Reflect.get(given, "query"), ...query }, patience }
          return send(request, options) as Promise<Page<never>>
        },
        Reflect.get(given, "query"),
      ),
  }
}

/** Options of creating calls, which have one effect however often they are retried. */
export type CreateOptions = CallOptions & {
  /** By default a new one per call; a repeated key returns the first response again. */
  idempotencyKey?: string | undefined
}

/** Returns the idempotency key of a creating call, for all its attempts. */
export function keyOf(options: CreateOptions = {}): IdempotencyKey {
  return options.idempotencyKey ?? randomKey
}

function randomKey(): string {
  if (typeof crypto === "undefined")
    throw new NanostackError(
      "configuration",
      "There is no global crypto for the idempotency key. Use Node.js 20 or later, or pass idempotencyKey.",
    )
  // randomUUID is missing on pages without https.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")
}
