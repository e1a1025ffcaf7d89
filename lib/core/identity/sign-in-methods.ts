/** Ways to sign in, in the order in which `amr` (RFC 8176) is read: the first of which it names a value. */
const valuesOf = {
  other_account: ["fed"],
  passkey: ["hwk", "swk"],
  password: ["pwd"],
  // Also the second factor of a password.
  email_code: ["otp"],
} as const

export type SignInMethod = keyof typeof valuesOf
const byValue = Object.entries(valuesOf) as [SignInMethod, readonly string[]][]

/** Ways to sign in, as policies name and pages list them. */
export const signInMethods = ["password", "email_code", "passkey", "other_account"] as const satisfies SignInMethod[]

/** Returns the way to sign in that `amr` says; a password where it says none. */
export function methodOf(amr: readonly string[]): SignInMethod {
  return byValue.find(([, values]) => values.some((value) => amr.includes(value)))?.[0] ?? "password"
}
