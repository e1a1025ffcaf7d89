import type { Api } from "./call"
import type { CallOptions } from "./options"
import type { Body } from "./types"

/** Signing in and what belongs to it. Here somebody waits for an answer: too many attempts are told, not waited for. */
export function auth(api: Api) {
  return {
    register: (body: Body<"POST /auth/register">, options?: CallOptions) =>
      api.call("POST /auth/register", { body, anonymous: true, once: true }, options),
    login: (body: Body<"POST /auth/login">, options?: CallOptions) =>
      api.call("POST /auth/login", { body, anonymous: true, once: true }, options),
    /** Finishes a sign-in that failed with `second_factor_required`, with the error's `challenge` and a code. */
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

/** Token pairs: kept by the browser's client, left to the caller by the server's. */
export function tokenPairs(api: Api) {
  return {
    /** The same token gives the same successor for ten seconds, so a lost answer can be asked for again, soon. */
    refresh: (body: Body<"POST /auth/refresh">, options?: CallOptions) =>
      api.call("POST /auth/refresh", { body, anonymous: true, repeatable: true }, { timeout: 5_000, ...options }),
    switch: (body: Body<"POST /auth/switch">, options?: CallOptions) =>
      api.call("POST /auth/switch", { body, anonymous: true, repeatable: true }, { timeout: 5_000, ...options }),
    /** Works also twice, and with a token that has ended. */
    logout: (body: Body<"POST /auth/logout"> = {}, options?: CallOptions) =>
      api.call("POST /auth/logout", { body, repeatable: true }, options),
  }
}
