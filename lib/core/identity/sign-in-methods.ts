/** Ways to sign in. */
export const signInMethods = ["password", "email_code", "passkey", "other_account"] as const
export type SignInMethod = (typeof signInMethods)[number]

/** Returns the way to sign in that `amr` (RFC 8176) says. */
export function methodOf(amr: readonly string[]): SignInMethod {
  if (amr.includes("fed")) return "other_account"
  if (amr.includes("hwk") || amr.includes("swk")) return "passkey"
  return amr.includes("otp") && !amr.includes("pwd") ? "email_code" : "password"
}
