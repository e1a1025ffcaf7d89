import { publish } from "../core/cache/announce"
import { db } from "../core/db/client"
import type { Locale } from "../i18n/locale"

/** Stores the language of a user's emails. Not an edit of the profile: its version stays. */
export async function rememberLocale(userId: string, locale: Locale): Promise<void> {
  const changed = await db().$executeRaw`
    UPDATE users SET locale = ${locale}, updated_at = now() WHERE id = ${userId} AND locale IS DISTINCT FROM ${locale}`
  if (changed > 0) publish(`profile:${userId}`)
}
