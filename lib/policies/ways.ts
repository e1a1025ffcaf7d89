import { havingPassword } from "../accounts/store"
import { env } from "../core/env"
import type { SignInMethod } from "../core/identity/sign-in-methods"
import { havingIdentity } from "../identities/store"
import { havingPasskey } from "../passkeys/service"
import { withTwoFactor } from "../second-factor/service"

type People = readonly string[]

/** Which of these people can sign in in a way. */
const able: Record<SignInMethod, (userIds: People) => People | Promise<People>> = {
  password: havingPassword,
  email_code: (userIds) => (env().EMAIL_CODE === "on" ? userIds : []),
  passkey: havingPasskey,
  other_account: havingIdentity,
}

/** Returns which of these people can sign in in at least one of these ways. */
export async function ableToSignIn(userIds: People, methods: readonly SignInMethod[]): Promise<ReadonlySet<string>> {
  return new Set((await Promise.all(methods.map((method) => able[method](userIds)))).flat())
}

/** Returns which of these people can sign in with two factors: with two-factor authentication, or a passkey. */
export async function ableToUseTwoFactors(userIds: People): Promise<string[]> {
  return [...new Set([...(await withTwoFactor(userIds)), ...(await havingPasskey(userIds))])]
}
