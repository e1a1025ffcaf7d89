import "server-only"
import { cookies } from "next/headers"
import { env } from "../env"
import { AppError } from "../errors"
import { probeCookie } from "../http/cookie-probe"

/**
 * Asserts that this browser keeps cookies, before a session is begun that it could not keep. It gets one with the
 * refusal: where it was only lost, the next attempt passes.
 * @throws AppError unauthenticated (cookies_blocked)
 */
export async function assertCookies(): Promise<void> {
  const jar = await cookies()
  if (jar.getAll().length > 0) return
  jar.set(probeCookie())
  throw new AppError("unauthenticated", { reason: "cookies_blocked", host: new URL(env().PUBLIC_URL).host })
}
