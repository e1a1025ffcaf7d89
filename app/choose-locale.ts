"use server"

import { refresh } from "next/cache"
import { cookies } from "next/headers"
import { rememberLocale } from "@/lib/accounts/locale"
import { env } from "@/lib/core/env"
import { textOf } from "@/lib/core/forms/read-form"
import { currentUser } from "@/lib/core/identity/page-session"
import { isLocale, localeCookie } from "@/lib/i18n/locale"

/** Stores the language for a year in this browser, and for emails in the account of the signed-in person. */
export async function chooseLocale(form: FormData): Promise<void> {
  const locale = textOf(form, "locale")
  if (!isLocale(locale)) return
  const secure = env().PUBLIC_URL.startsWith("https:")
  const jar = await cookies()
  jar.set(localeCookie, locale, { path: "/", maxAge: 31_536_000, sameSite: "lax", secure })
  const me = await currentUser()
  if (me) await rememberLocale(me.userId, locale)
  refresh()
}
