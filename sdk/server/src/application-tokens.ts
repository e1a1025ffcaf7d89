import { type JWTHeaderParameters, jwtVerify } from "jose"
import { apiAddress } from "../../core/address"
import type { Api } from "../../core/call"
import { NanostackError } from "../../core/error"
import type { CallOptions, TransportOptions } from "../../core/options"
import type { Permission } from "../../core/permissions"
import { keySet } from "./jwks"
import type { Revocations } from "./revocations"
import { introspector, notValid, refused, type VerifierCache } from "./verify"

/** Whom an application's access token stands for, with their permissions in your API. */
export type ApplicationIdentity = {
  /** Null for a machine. */
  user: { id: string } | null
  client_id: string
  tenant_id: string
  organization_id: string | null
  /** Ends with the person's sign-in to the application. */
  session_id: string | null
  role: string | null
  permissions: Permission[]
  scopes: string[]
  expires_at: string
  /** All claims of the token, your own included. */
  claims: Readonly<Record<string, unknown>>
  /** Whether the token includes a permission, such as `"orders:read"`. */
  can: (permission: Permission) => boolean
}

type Options = TransportOptions & { issuer?: string | undefined; audience: string }

/** Seconds that the clocks may differ. There is no leeway for the expiry. */
const leeway = 60

/**
 * Verifies access tokens of applications (RFC 9068) for one API. Signature and claims are checked here. Whether sign-in
 * and rights still hold is known from the stream; without one, Nanostack is asked, at most once per token and second.
 */
export function createTokenVerifier(options: Options, api: Api, cache: VerifierCache, stream: Revocations | null) {
  const keyOf = keySet(options)
  const ask = introspector(api, cache)
  async function keyFor({ alg, typ, kid, ...more }: JWTHeaderParameters): Promise<CryptoKey> {
    const fits = /^(application\/)?at\+jwt$/i.test(String(typ)) && typeof kid === "string" && kid.length <= 128
    if (!fits || Object.keys(more).length > 0) throw refused("invalid_token", notValid)
    return (await keyOf(kid)) ?? Promise.reject(refused("invalid_token", notValid))
  }
  return async (token: string | null | undefined, given?: CallOptions): Promise<ApplicationIdentity> => {
    stream?.start()
    if (!token)
      throw refused("unauthenticated", "Authentication required. Send an access token in the Authorization header.")
    if (token.length > 8192) throw refused("invalid_token", notValid)
    const issuer = options.issuer?.replace(/\/+$/, "") ?? new URL(apiAddress(options.baseURL)).origin
    const { payload } = await jwtVerify(token, keyFor, {
      algorithms: ["ES256"],
      issuer,
      audience: options.audience,
      clockTolerance: leeway,
    }).catch((error: unknown) => {
      throw error instanceof NanostackError ? error : refused("invalid_token", notValid)
    })
    const identity = identityOf(payload, options.audience)
    const { user, client_id, tenant_id: ten, organization_id: org, session_id: sid } = identity
    const dated = { sub: user?.id ?? client_id, sid, org, client_id, iat: Number(payload.iat) }
    const judgement = stream?.judge({ ...dated, ten }) ?? "ask"
    if (judgement === "ended") throw refused("invalid_token", notValid)
    if (judgement === "holds") return identity
    const { active, claims } = await ask(token, given)
    if (!active || !claims) throw refused("invalid_token", notValid)
    return identityOf(claims, options.audience)
  }
}

const isId = (value: unknown): value is string => typeof value === "string" && /^\w{1,64}$/.test(value)
const isText = (value: unknown): value is Permission => typeof value === "string"
const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

function identityOf(claims: Readonly<Record<string, unknown>>, audience: string): ApplicationIdentity {
  const { sub, client_id, ten, org, sid, role, permissions, scope, exp, iat, aud } = claims
  const now = Date.now() / 1000
  // jose also accepts a list, and applies its leeway to the expiry as well.
  if (aud !== audience || !isTime(exp) || exp <= now || !isTime(iat) || iat > now + leeway)
    throw refused("invalid_token", notValid)
  const isMachine = sub === client_id
  if (!isId(sub) || !isId(client_id) || !isId(ten) || !(isId(org) || (isMachine && org === null)))
    throw refused("invalid_token", notValid)
  if (!(isId(sid) || isMachine) || !Array.isArray(permissions) || !permissions.every(isText))
    throw refused("invalid_token", notValid)
  const held: Permission[] = permissions
  return {
    user: isMachine ? null : { id: sub },
    client_id,
    tenant_id: ten,
    organization_id: org,
    session_id: isId(sid) ? sid : null,
    role: typeof role === "string" ? role : null,
    permissions: held,
    scopes: typeof scope === "string" && scope !== "" ? scope.split(" ") : [],
    expires_at: new Date(exp * 1000).toISOString(),
    claims,
    can: (permission) => held.includes(permission),
  }
}
