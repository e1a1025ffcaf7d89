import { createHash } from "node:crypto"
import { env } from "../env"
import { fieldError } from "../errors"
import { getText } from "../http/guarded-request"
import { log } from "../observability/log"
import { refuseWeakPassword } from "./weak-passwords"

/** Milliseconds that the service has for its response. */
const patience = 1_000

/**
 * Whether a password appears in a data breach, by the service at BREACHED_PASSWORDS_URL. It learns the first five
 * characters of the password's SHA-1 only, and the padding hides how many passwords begin with them. False where the
 * service is slow or away: the common passwords that we ship are rejected in any case.
 */
async function isBreached(password: string): Promise<boolean> {
  const { BREACHED_PASSWORDS_URL: service } = env()
  if (!service) return false
  const hash = createHash("sha1").update(password.normalize("NFKC")).digest("hex").toUpperCase()
  try {
    const range = await getText(`${service}/${hash.slice(0, 5)}`, { "add-padding": "true" }, patience)
    return range.split(/\r?\n/).some((line) => {
      const [suffix, count] = line.trim().toUpperCase().split(":")
      // Padding has a count of 0.
      return suffix === hash.slice(5) && count !== "0"
    })
  } catch (err) {
    log.warn({ err }, "the service of breached passwords did not respond")
    return false
  }
}

/**
 * Refuses a new password that is weak, or appears in a data breach. Call it before the transaction: it may take a second.
 * @throws AppError validation_failed on `field`
 */
export async function refuseUnsafePassword(password: string, email: string, field = "password"): Promise<void> {
  refuseWeakPassword(password, email, field)
  if (await isBreached(password)) throw fieldError(field, "breached")
}
