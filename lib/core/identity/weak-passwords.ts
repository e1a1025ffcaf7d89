import { dictionary } from "@zxcvbn-ts/language-common"
import { singleton } from "../cache/singleton"
import { env } from "../env"
import { fieldError } from "../errors"

const common = singleton("common-passwords", () => new Set<string>(dictionary["passwords-common"] as string[]))

/**
 * Refuses a password that, as a whole, is common or breached, the local part of the address, or our name
 * (NIST SP 800-63B-4 §3.1.1.2). Length is checked by the schema. There are no composition rules.
 * @throws AppError validation_failed on `field`
 */
export function refuseWeakPassword(password: string, email: string, field = "password"): void {
  const given = password.normalize("NFKC").toLowerCase()
  const length = [...given].length
  if (length < env().PASSWORD_MIN_LENGTH) throw fieldError(field, "too_short", { min: env().PASSWORD_MIN_LENGTH })
  if (common.has(given)) throw fieldError(field, "too_common")
  if (given === email.split("@")[0] || given === email || given === "nanostack") throw fieldError(field, "too_obvious")
}
