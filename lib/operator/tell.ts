import type { Tx } from "../core/db/client"
import { enqueueMails, linkTo } from "../mail/outbox"

/** Content of an email to a person: what the operator revoked. */
export type News = { sessions?: "all" | "some"; twoFactor?: boolean; keys?: string[]; invites?: string[] }

/** Max lines of a list in an email. */
const most = 20

/** Emails people what was revoked: one email each. None to accounts that were never activated or are closed. */
export async function emailPeople(tx: Tx, news: ReadonlyMap<string, News>): Promise<void> {
  const people = await tx.$queryRaw<{ id: string; name: string; email: string }[]>`
    SELECT id, name, email FROM users
    WHERE id = ANY(${[...news.keys()]}::text[]) AND activated_at IS NOT NULL AND deleted_at IS NULL`
  await enqueueMails(
    tx,
    people.map(({ id, name, email }) => ({
      to: email,
      template: "revoked_by_operator" as const,
      data: dataOf(name || email, news.get(id) ?? {}),
      tenantId: null,
    })),
  )
}

function dataOf(name: string, { sessions, twoFactor = false, keys = [], invites = [] }: News) {
  const path = sessions || twoFactor ? "/login" : keys.length > 0 ? "/api-keys" : "/invites"
  return {
    name,
    sessions: sessions ?? null,
    two_factor: twoFactor,
    keys: shortened(keys),
    invites: shortened(invites),
    url: linkTo(path),
  }
}

function shortened(list: string[]): string[] {
  const rest = list.length - most
  return rest > 0 ? [...list.slice(0, most), `… and ${rest.toLocaleString("en")} more`] : list
}
