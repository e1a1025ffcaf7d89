import "server-only"
import { cookies, headers } from "next/headers"
import { cache } from "react"
import { createFormatter, createTranslator, type NamespaceKeys, type NestedKeyOf } from "use-intl/core"
import { catalogue, type Messages } from "./catalogue"
import { type Locale, localeCookie, pickLocale } from "./locale"

/** The language of this request. */
export const getLocale = cache(async (): Promise<Locale> => {
  const [jar, list] = await Promise.all([cookies(), headers()])
  return pickLocale(jar.get(localeCookie)?.value, list.get("accept-language"))
})

/** The texts of one namespace, or of a part of it (`profile.close`), in the language of this request. */
export async function translations<const N extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(namespace: N) {
  const locale = await getLocale()
  return createTranslator<Messages, N>({ locale, messages: catalogue(locale), namespace, timeZone: "UTC" })
}

/** All texts in the language of this request, by full key: `t("login.title")`. */
export async function allTranslations() {
  const locale = await getLocale()
  return createTranslator<Messages>({ locale, messages: catalogue(locale), timeZone: "UTC" })
}

export type Texts = Awaited<ReturnType<typeof allTranslations>>

/** English dates have the day first, as those of components/when.tsx. The library's type knows our languages only. */
const tags = { en: "en-GB", de: "de-DE" } as unknown as Record<Locale, Locale>

/** Formats numbers, lists and dates in the language of this request. */
export async function formats() {
  return createFormatter({ locale: tags[await getLocale()], timeZone: "UTC" })
}
