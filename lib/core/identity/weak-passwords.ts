import { dictionary } from "@zxcvbn-ts/language-common"
import { singleton } from "../cache/singleton"
import { env } from "../env"
import { type FieldError, fieldError, isAppError } from "../errors"
import { isObvious, plainPassword } from "./password-rules"

const common = singleton("common-passwords", () => new Set<string>(dictionary["passwords-common"] as string[]))

/**
 * Rejects a password that, as a whole, is common or breached, the local part of the address, or our name (NIST SP
 * 800-63B-4 §3.1.1.2). The schema checks the length. There are no composition rules.
 * @throws AppError validation_failed on `field`
 */
export function refuseWeakPassword(password: string, email: string, field = "password"): void {
  const given = plainPassword(password)
  const length = [...given].length
  if (length < env().PASSWORD_MIN_LENGTH) throw fieldError(field, "too_short", { min: env().PASSWORD_MIN_LENGTH })
  if (common.has(given)) throw fieldError(field, "too_common")
  if (isObvious(password, email)) throw fieldError(field, "too_obvious")
}

/**
 * The rules of a new password for a body that is invalid otherwise, so that every bad field is reported together.
 * @param field of the password
 */
export const newPasswordRules =
  (field: string) =>
  (body: Record<string, unknown>): FieldError[] => {
    const { [field]: password, email } = body
    if (typeof password !== "string") return []
    try {
      refuseWeakPassword(password, typeof email === "string" ? email : "", field)
      return []
    } catch (error) {
      if (!isAppError(error)) throw error
      return error.details.fields ?? []
    }
  }
