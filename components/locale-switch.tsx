import { localeNames, locales } from "@/lib/i18n/locale"
import { getLocale, translations } from "@/lib/i18n/translations"
import { chooseLocale } from "./locale-action"

/** One button for each other language, by its own name. */
export async function LocaleSwitch() {
  const locale = await getLocale()
  const t = await translations("common")
  return (
    <form action={chooseLocale} aria-label={t("language")} className="inline-flex gap-3">
      {locales
        .filter((other) => other !== locale)
        .map((other) => (
          <button
            key={other}
            type="submit"
            name="locale"
            value={other}
            lang={other}
            className="rounded text-sm text-muted underline-offset-4 hover:text-ink hover:underline"
          >
            {localeNames[other]}
          </button>
        ))}
    </form>
  )
}
