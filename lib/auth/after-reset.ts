import type { Account } from "../accounts/store"
import type { Tx } from "../core/db/client"
import { codeLife, isStoredCode, randomCode, storedCode } from "../core/identity/mailed-codes"
import { type Counted, limitEmailCode } from "../core/rate-limit/email-code"
import { enqueueMail } from "../mail/outbox"

const purposeOf = (userId: string) => `after-reset ${userId}`

/**
 * Emails the code that a sign-in takes after lost factors were reset, whatever EMAIL_CODE says.
 * @returns the code as its challenge remembers it
 */
export async function emailFactorCode(tx: Tx, { id, name, email }: Account): Promise<string> {
  const code = randomCode()
  const data = { name: name || email, code, minutes: codeLife.minutes }
  await enqueueMail(tx, { to: email, template: "factor_code", data, tenantId: null })
  return storedCode(purposeOf(id), code)
}

/** Whether this is the emailed code. */
export const isFactorCode = (userId: string, code: string, stored: string): boolean =>
  isStoredCode(purposeOf(userId), code, stored)

/**
 * Counts a try as of any emailed code. Only someone with the right password gets here: wrong codes for signing in by
 * code alone, which anyone can enter, are counted separately.
 * @throws AppError rate_limited
 */
export const countFactorCode = (userId: string): Promise<Counted> => limitEmailCode(`factor of ${userId}`, userId)
