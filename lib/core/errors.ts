import type texts from "../i18n/en/errors"

/** All error codes of the API with their HTTP status. Their texts are in lib/i18n/<language>/errors.ts. */
export const statusOf = {
  invalid_json: 400,
  unknown_parameter: 400,
  unauthenticated: 401,
  invalid_token: 401,
  invalid_credentials: 401,
  second_factor_required: 401,
  permission_required: 403,
  email_not_verified: 403,
  bot_check_required: 403,
  sign_up_closed: 403,
  role_above_your_own: 403,
  permission_not_held: 403,
  own_rights: 403,
  not_a_user: 403,
  not_for_applications: 403,
  invite_email_mismatch: 403,
  two_factor_required: 403,
  sign_in_method_not_allowed: 403,
  session_too_old: 403,
  // Not 426, which would have to offer an upgrade of this very connection (RFC 9110 §15.5.22).
  https_required: 403,
  cross_site: 403,
  not_found: 404,
  method_not_allowed: 405,
  email_taken: 409,
  already_member: 409,
  invite_already_pending: 409,
  invite_not_pending: 409,
  last_admin: 409,
  last_way_in: 409,
  factors_of_operator: 409,
  policy_locks_out: 409,
  sign_in_to_accept: 409,
  membership_suspended: 409,
  external_id_taken: 409,
  role_exists: 409,
  role_in_use: 409,
  too_many_roles: 409,
  permission_exists: 409,
  permission_in_use: 409,
  too_many_passkeys: 409,
  passkeys_unavailable: 409,
  request_in_progress: 409,
  invite_expired: 410,
  invite_revoked: 410,
  token_expired: 410,
  cursor_expired: 410,
  version_conflict: 412,
  body_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  idempotency_key_reused: 422,
  rate_limited: 429,
  internal_error: 500,
  unavailable: 503,
} as const satisfies Record<keyof typeof texts.codes, number>

export type ErrorCode = keyof typeof statusOf

/** Refusals of people whose sign-in is not what the policy of a scope demands. */
export const policyRefusals = [
  "two_factor_required",
  "sign_in_method_not_allowed",
  "session_too_old",
] as const satisfies ErrorCode[]

type Reasons = typeof texts.reasons
type FieldCodes = typeof texts.fieldCodes
type FieldReasons = typeof texts.fieldReasons
export type FieldCode = keyof FieldCodes
export type FieldReason = keyof FieldReasons

type Named<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never
/** The values that a text interpolates. */
type ValuesOf<Text> = [Named<Text>] extends [never] ? unknown : { [Name in Named<Text>]: string | number }
/** The values that a field reason's text interpolates. */
export type ReasonValues<R extends FieldReason> = ValuesOf<FieldReasons[R]>
/** An argument that is optional where all of its properties are. */
export type Given<T> = object extends T ? [given?: T] : [given: T]

/**
 * One invalid field: its path in dots, a stable code, a reason where the code does not tell, and the values of its
 * text.
 */
export type FieldError = {
  field: string
  code: FieldCode
  reason?: FieldReason
  values?: Readonly<Record<string, unknown>>
}

type Details = {
  fields?: FieldError[]
  /** The permission or role that a 403 requires. */
  required?: string
  /** The challenge token that continues a sign-in with two-factor authentication, and the available factors. */
  challenge?: string
  factors?: string[]
  /** Where the person complies with the policy that a 403 is about. */
  complyUrl?: string
  /** Organizations that block closing the account, with the number of other members in each. */
  organizations?: { id: string; name: string; tenant_id: string; others: number; deletable: boolean }[]
  /** Where a client gets a challenge to solve. */
  challengeUrl?: string
  /** ID of the object that is in the way, where the caller may see it. */
  existingId?: string | undefined
  /** How many of each kind use a role or permission. */
  usedBy?: Record<string, number>
  /** Seconds to wait, for 429 and 503. */
  retryAfter?: number
  /** The limit that a 429 is about, as in `RateLimit-Policy`. */
  limit?: string
}

type DetailsOf<Code> =
  | (Details & { reason?: undefined })
  | (Code extends keyof Reasons
      ? { [R in keyof Reasons[Code]]: Details & { reason: R } & ValuesOf<Reasons[Code][R]> }[keyof Reasons[Code]]
      : never)

const brand = Symbol.for("nanostack.AppError")

/**
 * An error whose message is safe to return to the client: a code and the values of its text. The text is rendered by
 * the reader. Use `isAppError` to recognize it: the class exists once per bundle.
 */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly [brand] = true
  readonly status: number
  readonly details: Details & { reason?: string }

  constructor(
    readonly code: Code,
    details: DetailsOf<Code> = {},
  ) {
    const { reason } = details as AppError["details"]
    super(reason ? `${code}: ${reason}` : code)
    this.name = "AppError"
    this.status = statusOf[code]
    this.details = details as AppError["details"]
  }
}

/** True for an AppError of either bundle. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && brand in error
}

type FieldDetails<Code extends FieldCode> =
  | ({ reason?: undefined } & ValuesOf<FieldCodes[Code]>)
  | { [R in FieldReason]: { reason: R } & ValuesOf<FieldReasons[R]> }[FieldReason]

/** Returns a 422 about one field. */
export function fieldError<Code extends FieldCode>(
  field: string,
  code: Code,
  ...[given]: Given<FieldDetails<Code>>
): AppError {
  const { reason, ...values } = (given ?? {}) as { reason?: FieldReason }
  return new AppError("validation_failed", { fields: [{ field, code, reason, values }] })
}
