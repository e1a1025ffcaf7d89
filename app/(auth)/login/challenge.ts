import "server-only"
import { cookies } from "next/headers"
import { isHttps } from "@/lib/core/env"

const seconds = 5 * 60

function cookie() {
  const secure = isHttps()
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure }
  return { name: `${secure ? "__Host-" : ""}nanostack.challenge`, options }
}

/** Keeps, between password and code, what proves the password: in a cookie, never in an address. */
export async function keepChallenge(challenge: string): Promise<void> {
  const { name, options } = cookie()
  const jar = await cookies()
  jar.set(name, challenge, { ...options, maxAge: seconds })
}

/** The challenge of a sign-in that waits for its code. */
export async function readChallenge(): Promise<string | undefined> {
  const jar = await cookies()
  return jar.get(cookie().name)?.value || undefined
}

/** The sign-in is finished, or begins anew. */
export async function dropChallenge(): Promise<void> {
  const { name, options } = cookie()
  const jar = await cookies()
  jar.set(name, "", { ...options, maxAge: 0 })
}
