import "server-only"
import { cookies } from "next/headers"
import { ownCookie } from "@/lib/core/http/cookies"
import { requestSeconds, waitSeconds } from "@/lib/identities/requests"

/** What binds a sign-in elsewhere to this browser: the request under way, and the account that waits to be linked. */
const kept = { request: ["identity", requestSeconds], waiting: ["identity-link", waitSeconds] } as const
type Kept = keyof typeof kept

export async function keepToken(of: Kept, value: string): Promise<void> {
  const [name, maxAge] = kept[of]
  const jar = await cookies()
  jar.set({ ...ownCookie(name), value, maxAge })
}

export async function readToken(of: Kept): Promise<string | undefined> {
  const jar = await cookies()
  return jar.get(ownCookie(kept[of][0]).name)?.value || undefined
}

export async function dropToken(of: Kept): Promise<void> {
  const jar = await cookies()
  jar.set({ ...ownCookie(kept[of][0]), value: "", maxAge: 0 })
}
