import { randomBytes } from "node:crypto"
import { seal, unseal } from "./crypto"

/** Days that a browser is remembered after its last sign-in. */
export const deviceDays = 180

type Device = { id: string; users: string[] }

/** The cookie's value after `userId` has signed in with a browser that held `cookie`; the last five accounts are kept. */
export function rememberHere(cookie: string | undefined, userId: string): string {
  const { id, users } = open(cookie) ?? { id: randomBytes(12).toString("base64url"), users: [] }
  const kept: Device = { id, users: [userId, ...users.filter((other) => other !== userId)].slice(0, 5) }
  return Buffer.from(seal("known-device", kept)).toString("base64url")
}

/** A name for the browser that holds `cookie`, when `userId` has signed in with it before; else null. */
export function knownHere(cookie: string | undefined, userId: string): string | null {
  const device = open(cookie)
  return device?.users.includes(userId) ? `device ${device.id}` : null
}

function open(cookie: string | undefined): Device | null {
  if (!cookie || cookie.length > 1_000) return null
  try {
    return unseal<Device>("known-device", Buffer.from(cookie, "base64url"))
  } catch {
    return null
  }
}
