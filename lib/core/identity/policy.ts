import { Prisma, type Tx } from "../db/client"
import type { Authentication } from "./authentication"
import { methodOf, type SignInMethod } from "./sign-in-methods"

/** How someone has to have signed in to enter a scope. Null: any way, without end. */
export type Policy = {
  /** From when two-factor authentication is required, in milliseconds since 1970; null: it is not. */
  twoFactorFrom: number | null
  methods: readonly SignInMethod[] | null
  idleMinutes: number | null
  maxHours: number | null
  /** How many days ago the second factor of a remembered device may have been shown. */
  rememberDays: number | null
}

/** What a sign-in lacks, as the API's error code. */
export type Unmet = "sign_in_method_not_allowed" | "session_too_old" | "two_factor_required"

/** Selects the stored policies of a scope as one value: its tenant's and its organization's. */
export function selectPolicies(tenantId: string, organizationId: string | null): Prisma.Sql {
  const whose = organizationId ? ["", organizationId] : [""]
  return Prisma.sql`
    SELECT json_agg(json_build_object(
      'twoFactorFrom', CASE WHEN p.require_two_factor THEN extract(epoch FROM p.two_factor_from) * 1000 END,
      'methods', p.allowed_methods, 'idleMinutes', p.session_idle_minutes, 'maxHours', p.session_max_hours,
      'rememberDays', p.remember_device_days)) AS policies
    FROM policies p WHERE p.tenant_id = ${tenantId} AND p.organization_id = ANY(${whose}::text[])`
}

/** Reads what a scope demands. */
export async function readPolicy(client: Tx, scope: { tenantId: string; organizationId: string | null }) {
  const [row] = await client.$queryRaw<{ policies: Policy[] | null }[]>(
    selectPolicies(scope.tenantId, scope.organizationId),
  )
  return strictest(row?.policies ?? null)
}

/** Combines policies to the stricter of each rule; null without any. */
export function strictest(policies: readonly Policy[] | null): Policy | null {
  if (!policies?.length) return null
  return policies.reduce((one, other) => ({
    twoFactorFrom: least(one.twoFactorFrom, other.twoFactorFrom),
    methods: common(one.methods, other.methods),
    idleMinutes: least(one.idleMinutes, other.idleMinutes),
    maxHours: least(one.maxHours, other.maxHours),
    rememberDays: least(one.rememberDays, other.rememberDays),
  }))
}

function least(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.min(one, other)
}

function common(one: Policy["methods"], other: Policy["methods"]): Policy["methods"] {
  return one === null ? other : other === null ? one : one.filter((method) => other.includes(method))
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

/** Uses are noted to the minute, and not always immediately. */
const tolerance = 2 * minute

/**
 * Returns what a sign-in lacks to enter a scope with this policy; null where it complies. Where signing in again is
 * necessary anyway, that comes first.
 */
export function unmetOf(how: Authentication, policy: Policy | null, now = Date.now()): Unmet | null {
  if (!policy) return null
  if (policy.methods && !policy.methods.includes(methodOf(how.amr))) return "sign_in_method_not_allowed"
  if (isTooOld(how, policy, now)) return "session_too_old"
  const demanded = policy.twoFactorFrom !== null && policy.twoFactorFrom <= now
  if ((demanded && how.assurance < 2) || isRememberedTooLong(how, policy, now)) return "two_factor_required"
  return null
}

function isTooOld({ beganAt, idle }: Authentication, { idleMinutes, maxHours }: Policy, now: number): boolean {
  if (maxHours !== null && now - beganAt > maxHours * hour) return true
  if (idleMinutes === null) return false
  return Math.max(idle.longest, now - idle.since) > idleMinutes * minute + tolerance
}

/** Only of a remembered browser: a session in which the code was entered itself ends by its length. */
function isRememberedTooLong({ rememberedSince }: Authentication, { rememberDays }: Policy, now: number): boolean {
  if (rememberDays === null || rememberedSince === null) return false
  return now - rememberedSince > rememberDays * day
}
