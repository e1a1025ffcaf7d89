import { localeNames, locales } from "@/lib/i18n/locale"
import { getLocale, translations } from "@/lib/i18n/translations"

/** A button for each other language, with its own name. @param props.action stores the choice */
export async function LocaleSwitch({ action }: { action: (form: FormData) => Promise<void> }) {
  const locale = await getLocale()
  const t = await translations("common")
  return (
    <form action={action} aria-label={t("language")} className="inline-flex gap-3">
      {locales
        .filter((other) => other !== locale)
        .map((other) => (
          <button
            key={other}
            type="submit"
            name="locale"
            value={other}
            lang={other}
            className="min-h-6 min-w-6 rounded px-0.5 text-sm text-muted underline-offset-4 hover:text-ink hover:underline"
          >
            {localeNames[other]}
          </button>
        ))}
    </form>
  )
}
