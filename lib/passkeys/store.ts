import { randomBytes } from "node:crypto"
import { db, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { presentTimestamp } from "../core/db/transaction"

/** A passkey with what a response of its authenticator is checked against. */
export type StoredPasskey = {
  id: string
  userId: string
  name: string
  credentialId: Uint8Array<ArrayBuffer>
  publicKey: Uint8Array<ArrayBuffer>
  counter: bigint
  transports: string[]
  /** What its authenticator calls the account. */
  handle: Uint8Array | null
}

type Row = Omit<StoredPasskey, "userId" | "handle">

/** Finds a passkey by the hash of its credential ID; null where it isn't of this domain. */
export async function findPasskey(hash: Uint8Array<ArrayBuffer>, rpId: string): Promise<StoredPasskey | null> {
  const whose = await db().passkeyId.findUnique({ where: { hash } })
  if (!whose) return null
  const { userId, passkeyId: id } = whose
  const passkey = await db().passkey.findUnique({ where: { userId_id: { userId, id }, rpId } })
  const secrets = passkey && (await db().userSecret.findUnique({ where: { userId } }))
  return passkey && { ...passkey, handle: secrets?.webauthnHandle ?? null }
}

/** Locks a passkey until the transaction ends; null where it was removed. The account is locked before. */
export async function lockPasskey(tx: Tx, userId: string, id: string): Promise<Row | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT id, name, credential_id AS "credentialId", public_key AS "publicKey", counter, transports FROM passkeys
    WHERE user_id = ${userId} AND id = ${id} FOR UPDATE`
  return row ?? null
}

/** Returns a person's passkeys of a domain, by their credential IDs. */
export async function credentialsOf(client: Tx, userId: string, rpId: string) {
  const rows = await client.passkey.findMany({
    where: { userId, rpId },
    select: { credentialId: true, transports: true },
  })
  return rows.map(({ credentialId, transports }) => ({
    id: Buffer.from(credentialId).toString("base64url"),
    transports,
  }))
}

/** Returns the ID by which authenticators know an account, the same for all of its passkeys. The account is locked. */
export async function handleOf(tx: Tx, userId: string): Promise<Uint8Array<ArrayBuffer>> {
  const made = new Uint8Array(randomBytes(32))
  const [row] = await tx.$queryRaw<{ handle: Uint8Array<ArrayBuffer> }[]>`
    INSERT INTO user_secrets (user_id, webauthn_handle) VALUES (${userId}, ${made})
    ON CONFLICT (user_id) DO UPDATE SET webauthn_handle = COALESCE(user_secrets.webauthn_handle, ${made})
    RETURNING webauthn_handle AS handle`
  return new Uint8Array(row?.handle ?? made)
}

type NewRow = {
  userId: string
  name: string
  credentialId: Uint8Array<ArrayBuffer>
  hash: Uint8Array<ArrayBuffer>
  publicKey: Uint8Array<ArrayBuffer>
  counter: number
  transports: string[]
  aaguid: string
  backedUp: boolean
  rpId: string
}

/** Stores a passkey. @returns null where its credential is registered already, for whomever */
export async function insertPasskey(tx: Tx, { hash, counter, ...row }: NewRow) {
  const id = newId("passkey")
  const added = await tx.$executeRaw`
    INSERT INTO passkey_ids (hash, user_id, passkey_id) VALUES (${hash}, ${row.userId}, ${id}) ON CONFLICT DO NOTHING`
  if (added === 0) return null
  return tx.passkey.create({ data: { ...row, id, counter: BigInt(counter) } })
}

/** Notes a use: the authenticator's counter, and whether the passkey is synced by now. */
export async function notePasskeyUsed(
  tx: Tx,
  { userId, id }: { userId: string; id: string },
  { counter, backedUp }: { counter: number; backedUp: boolean },
): Promise<void> {
  const lastUsedAt = await presentTimestamp(tx)
  await tx.passkey.update({
    where: { userId_id: { userId, id } },
    data: { counter: BigInt(counter), backedUp, lastUsedAt },
  })
}
