import { db } from "../core/db/client"
import { isLocale, type Locale } from "../i18n/locale"

/**
 * The language of each email: its recipient's own at this moment, else the one it was written for, else English. Asked
 * when an email is sent, so that a request that writes one takes the same time whether the address is known or not.
 */
export async function languagesOf(mails: readonly { recipient: string; locale: string | null }[]): Promise<Locale[]> {
  const emails = [...new Set(mails.map(({ recipient }) => recipient))]
  const rows = await db().$queryRaw<{ email: string; locale: string }[]>`
    SELECT email, locale FROM users WHERE email = ANY(${emails}::text[]) AND locale IS NOT NULL`
  const own = new Map(rows.map(({ email, locale }) => [email, locale]))
  return mails.map(({ recipient, locale }) => [own.get(recipient), locale].find(isLocale) ?? "en")
}
