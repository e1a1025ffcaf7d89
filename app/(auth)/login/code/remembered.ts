import "server-only"
import { cookies } from "next/headers"
import { ownCookie } from "@/lib/core/http/cookies"
import { rememberedDays, withToken } from "@/lib/remembered-devices/store"

/** Keeps the token of a browser that is asked for no code from now on. */
export async function keepDevice(token: string): Promise<void> {
  const jar = await cookies()
  const cookie = ownCookie("remembered")
  jar.set({ ...cookie, value: withToken(jar.get(cookie.name)?.value, token), maxAge: rememberedDays * 86_400 })
}
