import { db, type Tx } from "../core/db/client"
import type { Scope } from "../core/identity/access"
import type { SignInMethod } from "../core/identity/sign-in-methods"
import type { Policy } from "./schema"

/** The rules of a stored policy. */
export type Rules = {
  require_two_factor: boolean
  two_factor_from: Date | null
  allowed_methods: SignInMethod[] | null
  session_idle_minutes: number | null
  session_max_hours: number | null
  remember_device_days: number | null
}

type Row = Rules & { version: number; updated_at: Date }

const none: Rules & { version: number; updated_at: null } = {
  require_two_factor: false,
  two_factor_from: null,
  allowed_methods: null,
  session_idle_minutes: null,
  session_max_hours: null,
  remember_device_days: null,
  version: 1,
  updated_at: null,
}

/** Returns the policy of an organization or, without one, of the tenant itself; without any rules where there is none. */
export async function getPolicy({ tenantId, organizationId }: Scope, client: Tx = db()) {
  const [row] = await client.$queryRaw<Row[]>`
    SELECT require_two_factor, two_factor_from, allowed_methods, session_idle_minutes, session_max_hours,
           remember_device_days, version, updated_at
    FROM policies WHERE policies.tenant_id = ${tenantId} AND policies.organization_id = ${organizationId ?? ""}`
  const stored = row ?? none
  return { tenant_id: tenantId, organization_id: organizationId, ...stored } satisfies Policy | typeof stored
}

/** Whether an active organization of a tenant allows none of these ways to sign in. */
export async function isClosedTo(tx: Tx, tenantId: string, methods: readonly SignInMethod[]): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT p.organization_id FROM policies p
    JOIN organizations o ON o.tenant_id = p.tenant_id AND o.id = p.organization_id AND o.status = 'active'
    WHERE p.tenant_id = ${tenantId} AND NOT p.allowed_methods && ${[...methods]}::text[] LIMIT 1`
  return rows.length > 0
}

/** Stores rules, as the next version. */
export async function writePolicy(tx: Tx, { tenantId, organizationId }: Scope, rules: Rules): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO policies (tenant_id, organization_id, require_two_factor, two_factor_from, allowed_methods,
      session_idle_minutes, session_max_hours, remember_device_days, version)
    VALUES (${tenantId}, ${organizationId ?? ""}, ${rules.require_two_factor}::boolean, ${rules.two_factor_from}::timestamptz,
      ${rules.allowed_methods}::text[], ${rules.session_idle_minutes}::int, ${rules.session_max_hours}::int,
      ${rules.remember_device_days}::int, 2)
    ON CONFLICT (tenant_id, organization_id) DO UPDATE SET
      require_two_factor = EXCLUDED.require_two_factor, two_factor_from = EXCLUDED.two_factor_from,
      allowed_methods = EXCLUDED.allowed_methods, session_idle_minutes = EXCLUDED.session_idle_minutes,
      session_max_hours = EXCLUDED.session_max_hours, remember_device_days = EXCLUDED.remember_device_days,
      version = policies.version + 1, updated_at = EXCLUDED.updated_at`
}
