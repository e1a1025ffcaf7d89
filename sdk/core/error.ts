import type { ApiErrorCode, FieldError } from "./types"

/** Codes of errors that occur before or instead of a response of the API. */
export type LocalErrorCode =
  | "configuration"
  | "invalid_argument"
  | "network_error"
  | "timeout"
  | "aborted"
  | "invalid_response"
  | "session_changed"

/** Stable error codes. A newer server may send others: end a `switch` with `default`. */
export type ErrorCode = ApiErrorCode | LocalErrorCode

type Details = {
  status?: number | undefined
  fields?: FieldError[] | undefined
  requestId?: string | undefined
  required?: string | undefined
  retryAfter?: number | undefined
  challenge?: string | undefined
  factors?: readonly string[] | undefined
  cause?: unknown
}

// Both packages and both module formats contain this class: an error of one is an instance of the other's.
const brand = Symbol.for("nanostack.NanostackError")

/** The only error class that the SDK throws. Switch on `code`; `message` is readable text. */
export class NanostackError extends Error {
  override readonly name = "NanostackError"
  /** The HTTP status; 0 when there was no response. */
  readonly status: number
  /** The invalid fields of a 422; otherwise empty. */
  readonly fields: readonly FieldError[]
  /** Identifies the request in the server's log. */
  readonly requestId: string | undefined
  /** The permission that a 403 requires. */
  readonly required: string | undefined
  /** Seconds to wait before the next attempt, if the server sent it. */
  readonly retryAfter: number | undefined
  /** With `second_factor_required`: the input of `auth.secondFactor`. */
  readonly challenge: string | undefined
  /** With `second_factor_required`: the accepted kinds of code; `email_code` was just emailed. */
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
