import "server-only"
import { cookies } from "next/headers"
import { askedFor } from "@/lib/auth/email-code"
import { AppError, isAppError } from "@/lib/core/errors"
import { safeNext } from "@/lib/core/forms/safe-next"
import { ownCookie } from "@/lib/core/http/cookies"
import { codeLife } from "@/lib/core/identity/mailed-codes"

/** Seconds until another code can be asked for. */
export const resendSeconds = 30

const cookie = () => ownCookie("email-code")

/**
 * Stores what makes this the browser that asked for a code, and the page to go to afterwards: the emailed link knows
 * neither.
 */
export async function keepAsked(challenge: string, next: string): Promise<void> {
  const jar = await cookies()
  const value = `${challenge}.${Buffer.from(next).toString("base64url")}`
  jar.set({ ...cookie(), value, maxAge: codeLife.minutes * 60 })
}

/** Returns the challenge of the code that this browser asked for, and the page to go to. */
export async function asked(): Promise<{ challenge: string | undefined; next: string }> {
  const [challenge, next = ""] = (await cookies()).get(cookie().name)?.value.split(".") ?? []
  return { challenge: challenge || undefined, next: safeNext(Buffer.from(next, "base64url").toString(), "") }
}

/** Deletes both when the sign-in is finished. */
export async function dropAsked(): Promise<void> {
  const jar = await cookies()
  jar.set({ ...cookie(), value: "", maxAge: 0 })
}

/** Returns the address that this browser asked for a code for, and when; null where it has expired or was used. */
export async function askedAddress(): Promise<{ email: string; at: number } | null> {
  const { challenge } = await asked()
  if (!challenge) return null
  try {
    return await askedFor(challenge)
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}

/** Returns the same request again. @throws AppError token_expired, rate_limited before the time is up */
export async function askAgain(): Promise<{ email: string; organization_id?: string | undefined }> {
  const before = await askedAddress()
  if (!before) throw new AppError("token_expired", { reason: "challenge" })
  const left = Math.ceil(resendSeconds - (Date.now() - before.at) / 1000)
  if (left > 0) throw new AppError("rate_limited", { reason: "wait", retryAfter: left })
  return { email: before.email }
}
