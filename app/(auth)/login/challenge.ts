import "server-only"
import { cookies } from "next/headers"
import { ownCookie } from "@/lib/core/http/cookies"

const seconds = 5 * 60

const cookie = () => ownCookie("challenge")

/** Keeps, between password and code, what proves the password: in a cookie, never in an address. */
export async function keepChallenge(value: string): Promise<void> {
  const jar = await cookies()
  jar.set({ ...cookie(), value, maxAge: seconds })
}

/** The challenge of a sign-in that waits for its code. */
export async function readChallenge(): Promise<string | undefined> {
  const jar = await cookies()
  return jar.get(cookie().name)?.value || undefined
}

/** The sign-in is finished, or begins anew. */
export async function dropChallenge(): Promise<void> {
  const jar = await cookies()
  jar.set({ ...cookie(), value: "", maxAge: 0 })
}
