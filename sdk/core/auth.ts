import type { Api } from "./call"
import type { CallOptions } from "./options"
import type { Body } from "./types"

/** Sign-in and account calls. Never retried: a user is waiting, so 429 is reported immediately. */
export function auth(api: Api) {
  return {
    register: (body: Body<"POST /auth/register">, options?: CallOptions) =>
      api.call("POST /auth/register", { body, anonymous: true, once: true }, options),
    login: (body: Body<"POST /auth/login">, options?: CallOptions) =>
      api.call("POST /auth/login", { body, anonymous: true, once: true }, options),
    /** Completes a sign-in that failed with `second_factor_required`, with the error's `challenge` and a code. */
    secondFactor: (body: Body<"POST /auth/second-factor">, options?: CallOptions) =>
      api.call("POST /auth/second-factor", { body, anonymous: true, once: true }, options),
    verifyEmail: (body: Body<"POST /auth/verify-email">, options?: CallOptions) =>
      api.call("POST /auth/verify-email", { body, anonymous: true }, options),
    resendVerification: (body: Body<"POST /auth/verify-email/resend">, options?: CallOptions) =>
      api.call("POST /auth/verify-email/resend", { body, anonymous: true, once: true }, options),
    forgotPassword: (body: Body<"POST /auth/password/forgot">, options?: CallOptions) =>
      api.call("POST /auth/password/forgot", { body, anonymous: true, once: true }, options),
    resetPassword: (body: Body<"POST /auth/password/reset">, options?: CallOptions) =>
      api.call("POST /auth/password/reset", { body, anonymous: true }, options),
  }
}

/** Calls with token pairs: the browser's client stores them, the server's leaves them to the caller. */
export function tokenPairs(api: Api) {
  return {
    /** The same token returns the same successor for ten seconds, so a lost response can be requested again. */
    refresh: (body: Body<"POST /auth/refresh">, options?: CallOptions) =>
      api.call("POST /auth/refresh", { body, anonymous: true, repeatable: true }, { timeout: 5_000, ...options }),
    switch: (body: Body<"POST /auth/switch">, options?: CallOptions) =>
      api.call("POST /auth/switch", { body, anonymous: true, repeatable: true }, { timeout: 5_000, ...options }),
    /** Can be repeated, and accepts an expired token. */
    logout: (body: Body<"POST /auth/logout"> = {}, options?: CallOptions) =>
      api.call("POST /auth/logout", { body, repeatable: true }, options),
  }
}
