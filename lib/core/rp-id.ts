import { isIP } from "node:net"
import { SettingsError } from "./check-settings"

const isAddress = (hostname: string) => isIP(hostname.replace(/^\[|\]$/g, "")) !== 0

/**
 * Returns the domain that passkeys belong to (WebAuthn's RP ID): the host of PUBLIC_URL, or a domain above it.
 * @param given WEBAUTHN_RP_ID
 * @returns null on an IP address, where browsers offer no passkeys
 * @throws SettingsError where the domain isn't the host's
 */
export function rpIdOf(given: string | undefined, publicUrl: string): string | null {
  const { hostname } = new URL(publicUrl)
  if (given === undefined) return isAddress(hostname) ? null : hostname
  const id = given.toLowerCase()
  if (!isAddress(hostname) && isWithin(hostname, id)) return id
  throw new SettingsError(
    `WEBAUTHN_RP_ID must be the host of PUBLIC_URL or a domain above it, such as example.com for users.example.com; PUBLIC_URL has ${hostname}.`,
  )
}

/** Whether a host is a domain or below it. A top-level domain is no one's. */
export const isWithin = (hostname: string, domain: string) =>
  hostname === domain || (domain.includes(".") && hostname.endsWith(`.${domain}`))
