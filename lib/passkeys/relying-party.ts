import { env } from "../core/env"
import { AppError } from "../core/errors"
import { isWithin } from "../core/rp-id"

/** The domain that passkeys belong to, and the origins whose pages may use them. */
export type RelyingParty = { id: string; origins: string[] }

/** Whether browsers offer passkeys here: not on an IP address. */
export const passkeysAvailable = () => env().RP_ID !== null

/**
 * Returns the relying party: besides PUBLIC_URL, the CORS_ORIGINS of its domain may use its passkeys.
 * @throws AppError passkeys_unavailable on an IP address
 */
export function relyingParty(): RelyingParty {
  const { RP_ID: id, PUBLIC_URL, CORS_ORIGINS } = env()
  if (id === null) throw new AppError("passkeys_unavailable")
  return { id, origins: [PUBLIC_URL, ...CORS_ORIGINS.filter((origin) => isWithin(new URL(origin).hostname, id))] }
}
