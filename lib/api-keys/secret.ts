import { createHash } from "node:crypto"
import { randomToken, sha256 } from "../core/crypto"
import type { Tx } from "../core/db/client"

/** `nsk_`, 256 random bits, and six characters that let a secret scanner tell a real key from noise. */
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
