import type english from "./en/errors"
import type { Locale } from "./locale"

type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

/** The texts of errors in one language; a missing one doesn't compile. */
export type ErrorTexts = Translated<typeof english>

const languages: Record<Locale, () => Promise<{ default: ErrorTexts }>> = {
  en: () => import("./en/errors"),
  de: () => import("./de/errors"),
}

/** Loads the texts of errors in one language; browsers load no other. */
export async function errorTexts(locale: Locale): Promise<ErrorTexts> {
  return (await languages[locale]()).default
}

/**
 * Replaces placeholders with values: `{max}`. Not full ICU syntax, so that browsers need no parser; texts that depend
 * on a number are formatted before, by `Intl`.
 */
export function fill(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""))
}
