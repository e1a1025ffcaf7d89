import { sharedSet } from "./notes"

const noted = sharedSet("secrets")

/** Fields of bodies and responses that are secret. */
const fields = /^(password|new_password|current_password|token|refresh_token|secret|challenge|totp_secret)$/

/** Records a password, token or key of this run, so that the log can be searched for it at the end. */
export function noteSecret(secret: string): void {
  // A shorter one may be an ordinary word of a log.
  if (secret.length >= 14) noted.add(secret)
}

/** Records every secret in a body or response. */
export function noteSecretsIn(value: unknown): void {
  if (typeof value !== "object" || value === null) return
  for (const [name, inner] of Object.entries(value))
    if (typeof inner === "string" && fields.test(name)) noteSecret(inner)
    else noteSecretsIn(inner)
}

/** All secrets of this run. */
export const notedSecrets = () => noted.all()

const head = 14

/** Returns the secrets in a text. One pass over it, however many there are. */
export function secretsIn(text: string, secrets: Iterable<string>): string[] {
  const byHead = new Map<string, string[]>()
  for (const secret of secrets) {
    const key = secret.slice(0, head)
    byHead.set(key, [...(byHead.get(key) ?? []), secret])
  }
  const found = new Set<string>()
  for (let at = 0; at + head <= text.length; at++)
    for (const secret of byHead.get(text.slice(at, at + head)) ?? []) if (text.startsWith(secret, at)) found.add(secret)
  return [...found]
}
