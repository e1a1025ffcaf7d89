import "server-only"
import { cookies } from "next/headers"

/** The engine's cookie of an authorization request: it can only be continued in the browser that made it. */
export async function requestCookie(): Promise<string> {
  const jar = await cookies()
  return jar.get("nanostack.interaction")?.value ?? ""
}
