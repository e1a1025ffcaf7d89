import { Prisma, type Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { Api } from "./schema"

/** What an access token for an API names as its audience. */
export const identifierOf = (apiId: string) => `urn:nanostack:${apiId}`

/** The API that an identifier names; null for anything else. */
export const apiOf = (identifier: string) => /^urn:nanostack:(api_[a-z0-9]{1,60})$/.exec(identifier)?.[1] ?? null

export const columns = Prisma.sql`
  id, 'urn:nanostack:' || id AS identifier, name, permissions, claims, version, created_at, updated_at`

/** Returns one API of a tenant. @throws AppError not_found */
export async function readApi(client: Tx, tenantId: string, id: string, lock = Prisma.empty): Promise<Api> {
  const [row] = await client.$queryRaw<Api[]>`
    SELECT ${columns} FROM apis WHERE tenant_id = ${tenantId} AND id = ${id} ${lock}`
  if (!row) throw new AppError("not_found")
  return row
}

/** Returns those of these APIs that a tenant has. */
export async function apisNamed(client: Tx, tenantId: string, ids: readonly string[]): Promise<Api[]> {
  if (ids.length === 0) return []
  return client.$queryRaw<Api[]>`
    SELECT ${columns} FROM apis WHERE tenant_id = ${tenantId} AND id = ANY(${[...ids]}::text[])`
}
