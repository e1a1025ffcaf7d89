import type { Api } from "./call"
import type { CallOptions } from "./options"
import { proving } from "./proof-of-work"
import type { Body, Data, Envelope } from "./types"

/** Sign-in and account calls. Never retried: a user is waiting, so 429 is reported immediately. */
export function auth(api: Api) {
  return {
    /** Proves work where the server asks for it, as `emailCode` and `forgotPassword` do. */
    register: proving(api, (body: Body<"POST /auth/register">, options?: CallOptions) =>
      api.call("POST /auth/register", { body, anonymous: true, once: true }, options),
    ),
    login: (body: Body<"POST /auth/login">, options?: CallOptions) =>
      api.call("POST /auth/login", { body, anonymous: true, once: true }, options),
    /** Completes a sign-in that failed with `second_factor_required`, with the error's `challenge` and a code. */
    secondFactor: (body: Body<"POST /auth/second-factor">, options?: CallOptions) =>
      api.call("POST /auth/second-factor", { body, anonymous: true, once: true }, options),
    /** Emails a code. The response's `challenge` belongs to the code; unknown emails get one too. */
    emailCode: proving(api, (body: Body<"POST /auth/email-code">, options?: CallOptions) =>
      api.call("POST /auth/email-code", { body, anonymous: true, once: true }, options),
    ),
    /** Signs in with the `challenge` of `emailCode` and the emailed code. */
    verifyEmailCode: (body: Body<"POST /auth/email-code/verify">, options?: CallOptions) =>
      api.call("POST /auth/email-code/verify", { body, anonymous: true, once: true }, options),
    /** Starts a sign-in with a passkey: `options` are for the browser, `challenge` goes back with its response. */
    passkeyOptions: (options?: CallOptions) =>
      api.call("POST /auth/passkey/options", { body: {}, anonymous: true, once: true }, options),
    /** Completes a sign-in with a passkey. */
    passkey: async (body: Omit<Body<"POST /auth/passkey/verify">, "purpose">, options?: CallOptions) =>
      (await api.call(
        "POST /auth/passkey/verify",
        { body: { ...body, purpose: "sign_in" }, anonymous: true, once: true },
        options,
      )) as Envelope<Data<"POST /auth/login">>,
    verifyEmail: (body: Body<"POST /auth/verify-email">, options?: CallOptions) =>
      api.call("POST /auth/verify-email", { body, anonymous: true }, options),
    resendVerification: (body: Body<"POST /auth/verify-email/resend">, options?: CallOptions) =>
      api.call("POST /auth/verify-email/resend", { body, anonymous: true, once: true }, options),
    forgotPassword: proving(api, (body: Body<"POST /auth/password/forgot">, options?: CallOptions) =>
      api.call("POST /auth/password/forgot", { body, anonymous: true, once: true }, options),
    ),
    /** A challenge of bot protection. The calls that need its solution solve one themselves. */
    botChallenge: (options?: CallOptions) => api.call("GET /auth/bot-challenge", { anonymous: true }, options),
    resetPassword: (body: Body<"POST /auth/password/reset">, options?: CallOptions) =>
      api.call("POST /auth/password/reset", { body, anonymous: true }, options),
  }
}

/**
 * The server returns the same successor of a refresh token for ten seconds; afterwards a repeated exchange looks like
 * theft. So the last attempt begins well before.
 */
const exchange = { anonymous: true, repeatable: true, within: 7_000 }
const timeout = 4_000

/** Calls with token pairs: the browser's client stores them, the server's leaves them to the caller. */
export function tokenPairs(api: Api) {
  return {
    refresh: (body: Body<"POST /auth/refresh">, options?: CallOptions) =>
      api.call("POST /auth/refresh", { body, ...exchange }, { timeout, ...options }),
    switch: (body: Body<"POST /auth/switch">, options?: CallOptions) =>
      api.call("POST /auth/switch", { body, ...exchange }, { timeout, ...options }),
    /** Can be repeated, and accepts an expired token. */
    logout: (body: Body<"POST /auth/logout"> = {}, options?: CallOptions) =>
      api.call("POST /auth/logout", { body, repeatable: true }, options),
  }
}
