import "server-only"
import { cookies } from "next/headers"
import { ownCookie } from "@/lib/core/http/cookies"
import { callerOfSession } from "@/lib/core/identity/caller"
import { passkeysAvailable } from "@/lib/passkeys/relying-party"
import { hasPasskey } from "@/lib/passkeys/service"
import type { SignIn } from "@/lib/sessions/service"

const year = 365 * 24 * 60 * 60

const [offer, offered] = [() => ownCookie("passkey-offer"), () => ownCookie("passkey-offered")]

/**
 * Offers a passkey after a sign-in by password, once per account and browser. The last five accounts are remembered.
 */
export async function offerPasskey({ userId, sessionId }: SignIn): Promise<void> {
  if (!passkeysAvailable()) return
  const jar = await cookies()
  const before = (jar.get(offered().name)?.value ?? "").split(".").filter(Boolean)
  if (before.includes(userId)) return
  const me = await callerOfSession(userId, sessionId)
  if (!me?.verified || (await hasPasskey(userId))) return
  jar.set({ ...offered(), value: [userId, ...before].slice(0, 5).join("."), maxAge: year })
  jar.set({ ...offer(), value: userId, maxAge: 10 * 60 })
}

/** Whether a passkey is offered to this person on the page: until they add one. */
export async function isOffered(userId: string): Promise<boolean> {
  return (await cookies()).get(offer().name)?.value === userId && !(await hasPasskey(userId))
}

/** Ends the offer. */
export async function dropOffer(): Promise<void> {
  const jar = await cookies()
  jar.set({ ...offer(), value: "", maxAge: 0 })
}
