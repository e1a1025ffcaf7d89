import { createHash } from "node:crypto"
import { randomToken, sha256 } from "../core/crypto"
import type { Tx } from "../core/db/client"

/** Generates `nsk_`, 256 random bits, and a six-character checksum by which secret scanners recognize real keys. */
export function newSecret(): string {
  const token = randomToken()
  return `nsk_${token}${createHash("sha256").update(token).digest("base64url").slice(0, 6)}`
}

type SecretOf = { tenantId: string; organizationId: string | null; id: string; expiresAt: Date | null }

/** Stores a key's secret as SHA-256. */
export async function storeSecret(
  tx: Tx,
  secret: string,
  { tenantId, organizationId, id, expiresAt }: SecretOf,
): Promise<void> {
  await tx.secret.create({
    data: { hash: sha256(secret), kind: "api_key", tenantId, organizationId, subject: id, expiresAt },
  })
}
