import { randomBytes } from "node:crypto"
import type { Tx } from "../db/client"
import { seal, unseal } from "../seal"

/** Days that a browser is remembered after its last sign-in. */
export const deviceDays = 180

/** A browser, and when each account last signed in with it, in milliseconds since 1970. */
type Device = { id: string; users: { id: string; at: number }[] }

/**
 * Returns the new device cookie after a sign-in of `userId` in a browser with `cookie`; the last five accounts are
 * kept.
 */
export function rememberHere(cookie: string | undefined, userId: string): string {
  const { id, users } = open(cookie) ?? { id: randomBytes(12).toString("base64url"), users: [] }
  const kept: Device = {
    id,
    users: [{ id: userId, at: Date.now() }, ...users.filter((other) => other.id !== userId)].slice(0, 5),
  }
  return Buffer.from(seal("known-device", kept)).toString("base64url")
}

/** Returns an ID of the browser with `cookie`, when `userId` has signed in with it since then; otherwise null. */
export function knownHere(cookie: string | undefined, userId: string, since: Date): string | null {
  const device = open(cookie)
  const known = device?.users.some(({ id, at }) => id === userId && at >= since.getTime())
  return device && known ? `device ${device.id}` : null
}

/** Start of the account's current ownership: devices that signed in before a takeover are not known devices. */
export async function knownSince(client: Tx, userId: string): Promise<Date> {
  const [row] = await client.$queryRaw<{ since: Date }[]>`
    SELECT activated_at AS since FROM users WHERE id = ${userId} AND activated_at IS NOT NULL`
  return row?.since ?? new Date()
}

function open(cookie: string | undefined): Device | null {
  if (!cookie || cookie.length > 1_000) return null
  try {
    return unseal<Device>("known-device", Buffer.from(cookie, "base64url"))
  } catch {
    return null
  }
}
