import compile from "icu-minify/compile"
import type {} from "use-intl"
import de from "./de"
import english from "./en"
import { type Locale, locales } from "./locale"

export { english }

export type Messages = typeof english
export type Namespace = keyof Messages

/** The same keys with texts of another language; a missing one doesn't compile. */
type Translated<T> = { [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

/** All languages; another is a folder, a line here, in error-texts.ts and in locale.ts. */
const languages: Record<Locale, Translated<Messages>> = { en: english, de }

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

type Texts = { [key: string]: string | Texts }

// Compiled once, so that neither server nor browser loads an ICU message parser. Cloned, because React passes plain
// objects to the browser, and compiled plurals have no prototype.
function compiled(texts: Texts): Texts {
  const entries = Object.entries(texts).map(([key, text]) => [
    key,
    typeof text === "string" ? structuredClone(compile(text)) : compiled(text),
  ])
  return Object.fromEntries(entries)
}

const catalogues = Object.fromEntries(locales.map((locale) => [locale, compiled(languages[locale])])) as Record<
  Locale,
  Messages
>

/** All namespaces in one language, ready to format. */
export const catalogue = (locale: Locale): Messages => catalogues[locale]
