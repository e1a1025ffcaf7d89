import "server-only"
import { cookies } from "next/headers"
import { ownCookie } from "@/lib/core/http/cookies"

/** As long as the longest challenge: one with an emailed code. */
const seconds = 10 * 60

const cookie = () => ownCookie("challenge")

/** Stores the proof of the password until the code is entered: in a cookie, never in a URL. */
export async function keepChallenge(value: string): Promise<void> {
  const jar = await cookies()
  jar.set({ ...cookie(), value, maxAge: seconds })
}

/** Returns the challenge of a sign-in that waits for its code. */
export async function readChallenge(): Promise<string | undefined> {
  const jar = await cookies()
  return jar.get(cookie().name)?.value || undefined
}

/** Deletes the challenge when the sign-in is finished or restarted. */
export async function dropChallenge(): Promise<void> {
  const jar = await cookies()
  jar.set({ ...cookie(), value: "", maxAge: 0 })
}
