import { findAccount } from "../accounts/store"
import { db } from "../core/db/client"
import type { Scope } from "../core/identity/access"
import { address, Misuse, type Options } from "./command"

/** Target of a revocation command. */
export type Target =
  | { kind: "person"; userId: string; email: string }
  | { kind: "organization"; tenantId: string; organizationId: string }
  | { kind: "tenant"; tenantId: string }
  | { kind: "all" }

/**
 * Returns the one target of a command line: an address, `--organization <id>`, `--tenant <id>` or `--all`.
 * @throws Misuse where there is none, or more than one
 * @throws Error where it does not exist
 */
export async function targetOf(args: readonly string[], options: Options): Promise<Target> {
  const { organization, tenant, all } = options
  const given = [...args, organization, tenant, all].filter((value) => value !== undefined)
  if (given.length !== 1) throw new Misuse()
  if (organization !== undefined) return organizationOf(organization)
  if (tenant !== undefined) return tenantOf(tenant)
  return all ? { kind: "all" } : personOf(args[0])
}

/** Returns the person with an address. @throws Error where there is none */
export async function personOf(given: string | undefined): Promise<Target & { kind: "person" }> {
  const email = address(given)
  const found = await findAccount(email)
  if (!found || found.overdue) throw missing(`account with the email ${email}`)
  return { kind: "person", userId: found.id, email }
}

async function organizationOf(organizationId: string): Promise<Target> {
  const found = await db().organizationTenant.findUnique({ where: { organizationId } })
  if (!found) throw missing(`organization ${organizationId}`)
  return { kind: "organization", tenantId: found.tenantId, organizationId }
}

async function tenantOf(tenantId: string): Promise<Target> {
  if (!(await db().tenant.findUnique({ where: { id: tenantId } }))) throw missing(`tenant ${tenantId}`)
  return { kind: "tenant", tenantId }
}

const missing = (what: string) => new Error(`There is no ${what}.`)

/** Returns the scope that a target names. @throws Misuse for a person, or the whole installation */
export function scopeOfTarget(target: Target): Scope {
  if (target.kind === "organization") return { tenantId: target.tenantId, organizationId: target.organizationId }
  if (target.kind === "tenant") return { tenantId: target.tenantId, organizationId: null }
  throw new Misuse()
}

/** Returns the word to type to confirm a target. */
export function wordOf(target: Target): string {
  if (target.kind === "person") return target.email
  if (target.kind === "organization") return target.organizationId
  return target.kind === "tenant" ? target.tenantId : "all"
}

/** Returns the target for an audit event; none for the whole installation. */
export function eventTargetOf(target: Target) {
  if (target.kind === "person") return { target: { type: "user", id: target.userId } } as const
  if (target.kind === "organization") return { target: { type: "organization", id: target.organizationId } } as const
  return target.kind === "tenant" ? ({ target: { type: "tenant", id: target.tenantId } } as const) : {}
}
