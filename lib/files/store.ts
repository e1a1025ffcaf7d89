import { randomBytes } from "node:crypto"
import { Prisma, readRows, type Tx } from "../core/db/client"
import type { Image } from "./image"

/** Owner of a file. */
export type Owner = { userId: string } | { tenantId: string; organizationId: string }

/** Stores an image. @returns its ID, 128 random bits */
export async function storeImage(tx: Tx, owner: Owner, { bytes, size }: Image): Promise<string> {
  const id = randomBytes(16).toString("base64url")
  await tx.file.create({ data: { id, ...owner } })
  await tx.fileContent.create({ data: { fileId: id, size, bytes } })
  return id
}

/** Returns the bytes of a file, or null. */
export async function readImage(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const [row] = await readRows<{ bytes: Uint8Array<ArrayBuffer> }>(
    Prisma.sql`SELECT bytes FROM file_contents WHERE file_id = ${id} ORDER BY size DESC LIMIT 1`,
  )
  return row?.bytes ?? null
}
