/** The languages of the screens; the API speaks English. */
export const locales = ["en", "de"] as const
export type Locale = (typeof locales)[number]

/** The name of each language in itself. */
export const localeNames: Record<Locale, string> = { en: "English", de: "Deutsch" }

/** The cookie that stores a choice; without it the browser's languages decide. */
export const localeCookie = "locale"

export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value)

/** The language of a visitor: `preferredLocale`, or English. */
export const pickLocale = (chosen: string | undefined, acceptLanguage: string | null): Locale =>
  preferredLocale(chosen, acceptLanguage) ?? "en"

/**
 * Returns the visitor's choice, or the first supported language of their browser (RFC 9110 §12.5.4, by weight).
 * @returns null if neither is supported, as for most HTTP clients
 */
export function preferredLocale(chosen: string | undefined, acceptLanguage: string | null): Locale | null {
  if (isLocale(chosen)) return chosen
  const wanted = (acceptLanguage ?? "").slice(0, 200).split(",").map(readRange)
  const best = wanted.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  return best.map(({ language }) => language).find(isLocale) ?? null
}

function readRange(range: string): { language: string; weight: number } {
  const [tag = "", ...parameters] = range.split(";").map((part) => part.trim())
  const weight = parameters.find((part) => part.startsWith("q="))?.slice(2)
  return { language: tag.split("-")[0]?.toLowerCase() ?? "", weight: weight === undefined ? 1 : Number(weight) || 0 }
}
