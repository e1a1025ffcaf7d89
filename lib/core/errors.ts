/** The table of all errors of the API: stable code → HTTP status and a sentence that says what to do next. */
export const errorTable = {
  invalid_json: { status: 400, message: "The body is not valid JSON. Send a JSON object." },
  unknown_parameter: { status: 400, message: "The query has a parameter that this endpoint does not know." },
  unauthenticated: {
    status: 401,
    message: "Sign in first: send an access token or API key in the Authorization header.",
  },
  invalid_token: { status: 401, message: "This credential is not valid any more. Sign in again or refresh it." },
  invalid_credentials: { status: 401, message: "The e-mail address or the password is wrong." },
  second_factor_required: { status: 401, message: "Enter the code of your second factor to finish signing in." },
  permission_required: { status: 403, message: "You may not do this here. Ask an admin for the missing permission." },
  email_not_verified: { status: 403, message: "Verify your e-mail address first: open the link that we sent you." },
  sign_up_closed: { status: 403, message: "Registration is not open here. Ask an admin for an invite." },
  role_above_your_own: { status: 403, message: "You can neither act on nor grant a role above your own." },
  permission_not_held: { status: 403, message: "You can only grant permissions that you hold yourself." },
  own_rights: {
    status: 403,
    message: "You cannot raise your own role, permissions, status or end date. Ask another admin.",
  },
  not_a_user: { status: 403, message: "An API key stands for no person. Use a person's access token for this." },
  invite_email_mismatch: {
    status: 403,
    message: "This invite is for another address than the one you are signed in with.",
  },
  // 426 would have to offer an upgrade of this very connection (RFC 9110 §15.5.22).
  https_required: {
    status: 403,
    message:
      "Use https. What came over plain http may have been read on its way: replace the password, token or key that was sent with it.",
  },
  cross_site: { status: 403, message: "This form was sent from another site. Open it here and send it again." },
  not_found: { status: 404, message: "There is nothing here, or you have no access to it." },
  method_not_allowed: { status: 405, message: "This address does not answer to that method." },
  email_taken: { status: 409, message: "This e-mail address has an account already. Sign in or reset the password." },
  already_member: { status: 409, message: "This person is a member already." },
  invite_already_pending: {
    status: 409,
    message: "This address has a pending invite already. Resend or revoke that one.",
  },
  invite_not_pending: { status: 409, message: "This invite is not pending any more." },
  last_admin: { status: 409, message: "Somebody has to stay in charge: name another admin without an end date first." },
  sign_in_to_accept: {
    status: 409,
    message: "This address has an account already. Sign in with it to accept the invite.",
  },
  membership_suspended: { status: 409, message: "This membership is suspended. Ask an admin to lift that first." },
  external_id_taken: { status: 409, message: "Another member of this organization has this external_id." },
  request_in_progress: {
    status: 409,
    message: "The first request with this Idempotency-Key is still running. Try again in a second.",
  },
  invite_expired: { status: 410, message: "This invite has expired. Ask for a new link." },
  invite_revoked: { status: 410, message: "This invite was withdrawn. Ask the person who invited you." },
  token_expired: { status: 410, message: "This link was used already or has expired. Ask for a new one." },
  version_conflict: {
    status: 412,
    message: "Somebody changed this in the meantime. Load it again, then repeat your change.",
  },
  body_too_large: { status: 413, message: "The body is larger than 64 KiB." },
  unsupported_media_type: { status: 415, message: "Send the body as application/json in UTF-8." },
  validation_failed: { status: 422, message: "Some fields are missing or wrong; see fields." },
  idempotency_key_reused: {
    status: 422,
    message: "This Idempotency-Key was used for another request. Take a new one.",
  },
  rate_limited: { status: 429, message: "Too many requests. Wait a little, then try again." },
  internal_error: {
    status: 500,
    message: "Something went wrong on our side. Try again; if it stays, tell us the request id.",
  },
  unavailable: { status: 503, message: "We cannot answer just now. Try again in a few seconds." },
} as const satisfies Record<string, { status: number; message: string }>

export type ErrorCode = keyof typeof errorTable

/** One wrong field: its path in dots, a stable code, and a sentence for the person who typed it. */
export type FieldError = { field: string; code: string; message: string }

type Details = {
  message?: string
  fields?: FieldError[]
  /** The permission or role that a 403 misses. */
  required?: string
  /** What a sign-in with a second factor goes on with, and which factors there are. */
  challenge?: string
  factors?: string[]
  /** What keeps the caller from closing the account: organizations, with how many others are in each. */
  organizations?: { id: string; name: string; tenant_id: string; others: number; deletable: boolean }[]
  /** Seconds to wait, for 429 and 503. */
  retryAfter?: number
}

const brand = Symbol.for("nanostack.AppError")

/** An error that the caller is told about. Recognise it with `isAppError`: the class exists once per bundle. */
export class AppError extends Error {
  readonly [brand] = true
  readonly status: number

  constructor(
    readonly code: ErrorCode,
    readonly details: Details = {},
  ) {
    super(details.message ?? errorTable[code].message)
    this.name = "AppError"
    this.status = errorTable[code].status
  }
}

/** True for an AppError of either bundle. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && brand in error
}

/** A 422 about one field. */
export function fieldError(field: string, code: string, message: string): AppError {
  return new AppError("validation_failed", { fields: [{ field, code, message }] })
}
