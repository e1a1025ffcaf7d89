/** What an OpenID Connect client needs to know of its application. */
export type ClientSettings = { issuer: string; clientId: string; secret: string | null }

/** Lines of an application's `.env`. */
export function envBlock({ issuer, clientId, secret }: ClientSettings): string {
  const lines = [`NANOSTACK_ISSUER=${issuer}`, `NANOSTACK_CLIENT_ID=${clientId}`]
  return [...lines, ...(secret === null ? [] : [`NANOSTACK_CLIENT_SECRET=${secret}`])].join("\n")
}
