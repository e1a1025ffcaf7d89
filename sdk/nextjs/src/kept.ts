import type { JWTPayload } from "jose"
import type { IDToken, TokenEndpointResponse, TokenEndpointResponseHelpers } from "openid-client"
import { type Change, type Jar, readSealed, sessionSeconds, writeSealed } from "./cookies"
import { seal, unseal } from "./seal"
import { settings } from "./settings"

/** What the cookie of a session holds. Who is signed in, with which access, is asked each time. */
export type Kept = {
  sub: string
  sid: string
  name: string
  email: string | null
  picture: string | null
  organization: string
  /** Seconds since 1970: when the password or a code was confirmed. */
  auth_time?: number | null
  acr?: string | null
  access_token: string
  refresh_token: string | null
  /** Seconds since 1970: when the access token is renewed. */
  renew_at: number
}

type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers

/** What is kept of a token response; of an earlier one where it says nothing new about the person. */
export function keptOf(tokens: Tokens, before?: Kept): Kept {
  const claims = tokens.claims()
  const seconds = tokens.expiresIn() ?? 300
  const person = claims ? personOf(claims, before) : before
  if (!person) throw new Error("the response has no ID token")
  return {
    ...person,
    access_token: tokens.access_token,
    refresh_token: tokens.refresh_token ?? before?.refresh_token ?? null,
    renew_at: Math.floor(Date.now() / 1000) + seconds - Math.min(60, seconds / 3),
  }
}

const textOf = (value: unknown) => (typeof value === "string" ? value : null)

const personOf = (claims: IDToken, before?: Kept) => ({
  sub: claims.sub,
  sid: textOf(claims.sid) ?? "",
  name: textOf(claims.name) ?? "",
  email: textOf(claims.email),
  picture: textOf(claims.picture),
  organization: textOf(claims.org_name) ?? "",
  auth_time: typeof claims.auth_time === "number" ? claims.auth_time : (before?.auth_time ?? null),
  acr: textOf(claims.acr) ?? before?.acr ?? null,
})

const purpose = (id: string) => `session ${id}`

/** Returns the session of this browser as its cookie has it: still to be confirmed. */
export async function readKept(jar: Jar): Promise<{ id: string; kept: Kept } | null> {
  const found = readSealed(jar)
  const kept = found && (await unseal<Kept & JWTPayload>(purpose(found.id), found.sealed, settings().secrets))
  return kept && { id: found.id, kept }
}

/** Cookies of a session's content. */
export async function writeKept(jar: Jar, id: string, kept: Kept): Promise<Change[]> {
  return writeSealed(jar, id, await seal(purpose(id), kept, sessionSeconds, settings().secrets))
}
