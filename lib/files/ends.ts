import { Prisma, type Tx } from "../core/db/client"

/** Deletes the pictures of people, with their bytes. */
export function deletePictures(tx: Tx, userIds: readonly string[]): Promise<void> {
  return deleteFiles(tx, Prisma.sql`user_id = ANY(${[...userIds]}::text[])`)
}

/** Deletes the logo of an organization, with its bytes. */
export function deleteLogo(tx: Tx, tenantId: string, organizationId: string): Promise<void> {
  return deleteFiles(tx, Prisma.sql`tenant_id = ${tenantId} AND organization_id = ${organizationId}`)
}

async function deleteFiles(tx: Tx, where: Prisma.Sql): Promise<void> {
  const gone = await tx.$queryRaw<{ id: string }[]>`DELETE FROM files WHERE ${where} RETURNING id`
  if (gone.length === 0) return
  await tx.$executeRaw`DELETE FROM file_contents WHERE file_id = ANY(${gone.map((file) => file.id)}::text[])`
}
