import { sha256 } from "../core/crypto"
import { db } from "../core/db/client"
import type { Outcome } from "./outcome"

/** Returns the result for an email whose link no longer works, because it was used, replaced or has expired; else null. */
export async function deadLink(data: object): Promise<Outcome | null> {
  const token = "url" in data && /[=/]([A-Za-z0-9_-]{43})$/.exec(String(data.url))?.[1]
  if (!token) return null
  const [link] = await db().$queryRaw<Link[]>`
    SELECT used_at IS NOT NULL OR revoked_at IS NOT NULL AS gone, expires_at <= now() AS expired, kind, tenant_id, subject
    FROM secrets WHERE hash = ${sha256(token)}
    UNION ALL
    SELECT used_at IS NOT NULL OR revoked_at IS NOT NULL, expires_at <= now(), kind, NULL, NULL
    FROM challenges WHERE hash = ${sha256(token)}`
  if (link?.gone || (link?.kind === "invite" && !(await isPending(link))))
    return { state: "dropped", answer: "its link was used or replaced before it could be sent" }
  if (link?.expired) return { state: "failed", answer: "its link expired before it could be sent" }
  return null
}

type Link = { gone: boolean; expired: boolean; kind: string; tenant_id: string; subject: string }

/** Whether an invite is pending; otherwise its link doesn't work. */
async function isPending({ tenant_id, subject }: Link): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT id FROM invites WHERE tenant_id = ${tenant_id} AND id = ${subject} AND status = 'pending'`
  return rows.length > 0
}
