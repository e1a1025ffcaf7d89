import { Prisma, type Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import { type ApplicationScope, ownApiId, ownScopes } from "../core/identity/application-scopes"
import { ownApiIdentifier } from "../core/identity/application-tokens"
import type { Api } from "./schema"

/** What an access token for an API names as its audience. */
export const identifierOf = (apiId: string) => (apiId === ownApiId ? ownApiIdentifier() : `urn:nanostack:${apiId}`)

/** The API that an identifier names; null for anything else. */
export function apiOf(identifier: string): string | null {
  if (identifier === ownApiIdentifier()) return ownApiId
  return /^urn:nanostack:(api_[a-z0-9]{1,60})$/.exec(identifier)?.[1] ?? null
}

export const columns = Prisma.sql`
  id, 'urn:nanostack:' || id AS identifier, name, permissions, claims, version, created_at, updated_at`

/** Returns one API that a tenant has created. @throws AppError not_found */
export async function readApi(client: Tx, tenantId: string, id: string, lock = Prisma.empty): Promise<Api> {
  const [row] = await client.$queryRaw<Api[]>`
    SELECT ${columns} FROM apis WHERE tenant_id = ${tenantId} AND id = ${id} ${lock}`
  if (!row) throw new AppError("not_found")
  return row
}

/** Everything that some application can be asked for. */
const everyScope: ApplicationScope[] = [
  ...new Set(["web", "machine"].flatMap((type) => ownScopes({ type, third_party: false }))),
]

/** Returns Nanostack's own API, which every tenant has; null where there is no such tenant. */
async function ownApi(client: Tx, tenantId: string): Promise<Api | null> {
  const [row] = await client.$queryRaw<{ at: Date }[]>`SELECT created_at AS at FROM tenants WHERE id = ${tenantId}`
  if (!row) return null
  const dates = { created_at: row.at, updated_at: row.at }
  const permissions = [...everyScope].sort()
  return {
    id: ownApiId,
    identifier: ownApiIdentifier(),
    name: "Nanostack",
    permissions,
    claims: {},
    version: 1,
    ...dates,
  }
}

/** Returns those of these APIs that a tenant has, its own and Nanostack's. */
export async function apisNamed(client: Tx, tenantId: string, ids: readonly string[]): Promise<Api[]> {
  if (ids.length === 0) return []
  const created = await client.$queryRaw<Api[]>`
    SELECT ${columns} FROM apis WHERE tenant_id = ${tenantId} AND id = ANY(${[...ids]}::text[])`
  const own = ids.includes(ownApiId) ? await ownApi(client, tenantId) : null
  return own ? [...created, own] : created
}
