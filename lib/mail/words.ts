import { fill } from "../i18n/error-texts"
import type { Locale } from "../i18n/locale"
import german from "./texts/de"
import english from "./texts/en"
import type { Texts } from "./texts/texts"

/** All languages; another is a file and a line. */
const languages: Record<Locale, Texts> = { en: english, de: german }

/** What a message needs to be written in a language. */
export type Words = {
  locale: Locale
  t: Texts
  fill: typeof fill
  /** `Hello Ada,` */
  hello: (name: string | null) => string
  /** A role as part of a sentence: `an admin`. */
  role: (role: string) => string
  /** Formats an ISO time: `2 December 2026 at 14:05 UTC`. */
  when: (iso: string) => string
  /** Who did something: a person's name, or an API key. */
  who: (by: { by: string; by_key?: boolean }) => string
}

/** British, because the day comes first as in most languages. */
const dates: Record<Locale, string> = { en: "en-GB", de: "de-DE" }

/** The words of one language. */
export function wordsOf(locale: Locale): Words {
  const t = languages[locale]
  const clock = new Intl.DateTimeFormat(dates[locale], { dateStyle: "long", timeStyle: "short", timeZone: "UTC" })
  return {
    locale,
    t,
    fill,
    hello: (name) => (name ? fill(t.frame.hello, { name }) : t.frame.helloUnknown),
    role: (role) => (Object.hasOwn(t.roles, role) ? t.roles[role as keyof Texts["roles"]] : role),
    when: (iso) => `${clock.format(new Date(iso))} UTC`,
    who: ({ by, by_key }) => (by_key ? fill(t.frame.key, { name: by }) : by),
  }
}
