import { db } from "../core/db/client"
import { isLocale, type Locale } from "../i18n/locale"

/**
 * Returns the language of each email: the recipient's current one, else the one it was queued with, else English. Read
 * when an email is sent, so that a request takes the same time whether or not the address is known.
 */
export async function languagesOf(queued: readonly { recipient: string; locale: string | null }[]): Promise<Locale[]> {
  const emails = [...new Set(queued.map(({ recipient }) => recipient))]
  const rows = await db().$queryRaw<{ email: string; locale: string }[]>`
    SELECT email, locale FROM users WHERE email = ANY(${emails}::text[]) AND locale IS NOT NULL`
  const own = new Map(rows.map(({ email, locale }) => [email, locale]))
  return queued.map(({ recipient, locale }) => [own.get(recipient), locale].find(isLocale) ?? "en")
}
