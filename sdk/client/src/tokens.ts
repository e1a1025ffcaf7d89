/** Tokens of a sign-in. Without `refresh_token` a session ends with its access token. */
export type Tokens = {
  token: string
  refresh_token?: string | null | undefined
  expires_at?: string | null | undefined
  /** When they were received, in milliseconds by this device's clock, which may be wrong. */
  received_at?: number | null | undefined
  /** Whose they are, where the access token doesn't say so. */
  owner?: string | undefined
}

type Claims = { sub?: string; org?: string | null; iat?: number; exp?: number }

/** Identifies the person and organization of tokens; null for none. Opaque tokens all look the same. */
export function ownerOf(tokens: Tokens | null): string | null {
  if (!tokens) return null
  if (tokens.owner) return tokens.owner
  const { sub = "", org = "" } = claimsOf(tokens)
  return `${sub} ${org}`
}

/** Whether an access token has expired, or will within ten seconds. */
export function isExpired(tokens: Tokens): boolean {
  const { iat, exp } = claimsOf(tokens)
  const { expires_at, received_at } = tokens
  const now = Date.now()
  // Its lifetime since it was received doesn't depend on what the device's clock shows.
  if (received_at && exp && iat) {
    const lifetime = (exp - iat) * 1_000
    const age = now - received_at
    return age < 0 || age >= lifetime - Math.min(10_000, lifetime / 4)
  }
  const ends = exp ? exp * 1_000 : Date.parse(expires_at ?? "")
  return now >= ends - 10_000
}

/** What an access token says about itself, unverified. */
function claimsOf({ token }: Tokens): Claims {
  try {
    const part = token.split(".")[1] ?? ""
    return JSON.parse(atob(part.replaceAll("-", "+").replaceAll("_", "/")))
  } catch {
    return {}
  }
}
