import type { ApiErrorCode, FieldError } from "./types"

/** What goes wrong before or instead of an answer of the API. */
export type LocalErrorCode =
  | "configuration"
  | "invalid_argument"
  | "network_error"
  | "timeout"
  | "aborted"
  | "invalid_response"

/** Stable codes to switch on; a newer server may send one that is not listed here. */
export type ErrorCode = ApiErrorCode | LocalErrorCode | (string & {})

type Details = {
  status?: number
  fields?: FieldError[] | undefined
  requestId?: string | undefined
  required?: string | undefined
  retryAfter?: number | undefined
  challenge?: string | undefined
  factors?: readonly string[] | undefined
  cause?: unknown
}

// Both packages and both module formats hold this class: an error of one is an instance of the other's.
const brand = Symbol.for("nanostack.NanostackError")

/** The only error that the SDK throws. Switch on `code`; `message` is a sentence for a person. */
export class NanostackError extends Error {
  override readonly name = "NanostackError"
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number
  /** The wrong fields of a 422; else empty. */
  readonly fields: readonly FieldError[]
  /** Names the request in the server's log. */
  readonly requestId: string | undefined
  /** The permission that a 403 misses. */
  readonly required: string | undefined
  /** Seconds to wait before the next attempt, where the server said so. */
  readonly retryAfter: number | undefined
  /** With `second_factor_required`: what `auth.secondFactor` takes. */
  readonly challenge: string | undefined
  /** With `second_factor_required`: the kinds of code that will do. */
  readonly factors: readonly string[] | undefined

  constructor(
    readonly code: ErrorCode,
    message: string,
    { status = 0, fields = [], cause, ...details }: Details = {},
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.status = status
    this.fields = fields
    this.requestId = details.requestId
    this.required = details.required
    this.retryAfter = details.retryAfter
    this.challenge = details.challenge
    this.factors = details.factors
    Object.defineProperty(this, brand, { value: true })
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value
  }
}
