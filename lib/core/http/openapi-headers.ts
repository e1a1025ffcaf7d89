import { isTagged } from "./etag"
import type { Json } from "./openapi-json"
import type { Operation } from "./operation"

/** Response headers, under components. */
export const headerComponents = {
  XRequestId: {
    description: "The ID of the request: the client's or the server's own. Quote it when you contact the operator.",
    schema: { type: "string" },
  },
  RateLimitPolicy: {
    description: "The limit that applies: its quota and its window in seconds.",
    schema: { type: "string" },
    example: '"person";q=600;w=60',
  },
  RateLimit: {
    description: "What is left of it, and seconds until it is reset.",
    schema: { type: "string" },
    example: '"person";r=599;t=60',
  },
  RetryAfter: {
    description: "Seconds to wait before repeating the request.",
    schema: { type: "integer" },
    example: 30,
  },
  Location: { description: "URL of the created object.", schema: { type: "string" } },
  ETag: {
    description: "The object's version, for If-Match and If-None-Match.",
    schema: { type: "string" },
    example: '"3"',
  },
  IdempotencyReplayed: {
    description: "`true` if this is the response to an earlier request with the same Idempotency-Key.",
    schema: { type: "string" },
  },
}

const names = {
  "X-Request-Id": "XRequestId",
  "RateLimit-Policy": "RateLimitPolicy",
  RateLimit: "RateLimit",
  "Retry-After": "RetryAfter",
  Location: "Location",
  ETag: "ETag",
  "Idempotency-Replayed": "IdempotencyReplayed",
}

const refer = (headers: (keyof typeof names)[]): Json =>
  Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${names[name]}` }]))

/** Headers of a success. */
export const successHeaders = (operation: Operation) =>
  refer([
    "X-Request-Id",
    "RateLimit-Policy",
    "RateLimit",
    ...(operation.location ? (["Location"] as const) : []),
    ...(isTagged(operation) ? (["ETag"] as const) : []),
    ...(operation.idempotent ? (["Idempotency-Replayed"] as const) : []),
  ])

/** Headers of a 304. */
export const notModifiedHeaders = refer(["X-Request-Id", "RateLimit-Policy", "RateLimit", "ETag"])

/** Headers of an error. */
export const failureHeaders = (status: number) =>
  refer([
    "X-Request-Id",
    "RateLimit-Policy",
    "RateLimit",
    ...(status === 429 || status === 503 ? (["Retry-After"] as const) : []),
  ])
