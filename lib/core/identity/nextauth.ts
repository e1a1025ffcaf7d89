import { cookies } from "next/headers"
import type { NextAuthOptions } from "next-auth"
import { encode } from "next-auth/jwt"
import { env } from "../env"
import { safeNext } from "../forms/safe-next"
import { ownCookie } from "../http/cookies"
import { log } from "../observability/log"
import { deviceDays, rememberHere } from "./known-devices"
import { decodeCookie, secretOf } from "./session-cookie"

/** Content of the cookie: user and session ID. Everything else is read from the database. */
export type CookieSession = { userId: string; sessionId: string }

declare module "next-auth" {
  interface Session extends CookieSession {}
}
declare module "next-auth/jwt" {
  interface JWT {
    sid?: string
  }
}

const maxAge = () => env().SESSION_MAX_DAYS * 86_400

function withOptions(cookie: string) {
  const { name, ...options } = ownCookie(cookie)
  return { name, options }
}

/**
 * NextAuth's options. No providers: signing in is our own action, which writes the cookie, so there is no second
 * endpoint. No callback uses the database: an error there would delete the cookie, and an outage would sign people out.
 */
export function authOptions(): NextAuthOptions {
  return {
    providers: [],
    secret: secretOf("current") ?? undefined,
    session: { strategy: "jwt", maxAge: maxAge() },
    jwt: { decode: decodeCookie },
    pages: { signIn: "/login", signOut: "/profile", error: "/login", verifyRequest: "/login", newUser: "/login" },
    cookies: {
      sessionToken: withOptions("session"),
      callbackUrl: withOptions("callback"),
      csrfToken: withOptions("csrf"),
    },
    callbacks: {
      // Also for trigger "update", by which a browser could write into its cookie: only the same two IDs.
      jwt: ({ token }) => ({ sub: token.sub, sid: token.sid }),
      session: ({ session, token }) => ({
        expires: session.expires,
        userId: token.sub ?? "",
        sessionId: token.sid ?? "",
      }),
      redirect: ({ url, baseUrl }) =>
        baseUrl + safeNext(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url, "/"),
    },
    // The default logger prints a stack for each invalid cookie.
    logger: {
      error: (code) => log.warn({ name: code }, "NextAuth refused a request"),
      warn: () => {},
      debug: () => {},
    },
  }
}

/** Signs this browser in: writes the cookie of a session that the auth service has created. */
export async function writeSessionCookie({ userId, sessionId }: CookieSession): Promise<void> {
  const value = await encode({
    token: { sub: userId, sid: sessionId },
    secret: secretOf("current") ?? "",
    maxAge: maxAge(),
  })
  const jar = await cookies()
  jar.set({ ...ownCookie("session"), value, maxAge: maxAge() })
  const device = ownCookie("device")
  const remembered = rememberHere(jar.get(device.name)?.value, userId)
  jar.set({ ...device, value: remembered, maxAge: deviceDays * 86_400 })
}

/** Deletes the cookie. The auth service revokes the session itself. */
export async function clearSessionCookie(): Promise<void> {
  const jar = await cookies()
  jar.set({ ...ownCookie("session"), value: "", maxAge: 0 })
}
