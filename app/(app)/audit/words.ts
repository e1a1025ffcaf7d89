import "server-only"
import type { ReactNode } from "react"
import { english } from "@/lib/i18n/catalogue"
import { formats, getLocale, translations } from "@/lib/i18n/translations"

type Audit = typeof english.audit

/** Narrows a name of the log to one that has a text. */
const has = <T extends object>(words: T, name: string): name is Extract<keyof T, string> => Object.hasOwn(words, name)

/** The texts of the log in the language of the request; names without a text are returned unchanged. */
export async function auditWords() {
  const [t, format, locale] = await Promise.all([translations("audit"), formats(), getLocale()])
  const { actions, fields, values, who, whom }: Audit = english.audit

  function value(raw: unknown): string {
    if (raw === undefined || raw === null || raw === "") return "–"
    if (raw === true || raw === false) return t(raw ? "yes" : "no")
    if (Array.isArray(raw)) return raw.map(value).join(", ") || t("none")
    if (typeof raw === "object") return JSON.stringify(raw)
    const text = String(raw)
    return has(values, text) ? t(`values.${text}`) : text
  }

  const field = (name: string): string => (has(fields, name) ? t(`fields.${name}`) : name.replaceAll("_", " "))
  // Within an English sentence only abbreviations keep their capitals.
  const small = (text: string) => (locale === "en" ? text.replace(/^\p{Lu}(?=\p{Ll})/u, (c) => c.toLowerCase()) : text)

  // The argument types of sixty sentences take the compiler minutes.
  const tell: (form: string, values: Record<string, string | (() => ReactNode)>) => ReactNode = t.rich as never

  return {
    t,
    tell,
    format,
    locale,
    value,
    field,
    action(name: string): string {
      const key = name.replace(".", "_")
      return has(actions, key) ? t(`actions.${key}`) : name
    },
    /** Field names within a sentence. */
    list: (names: readonly string[]): string => format.list(names.map((name) => small(field(name)))),
    /** The kind of actor, where there is no name. */
    who: (type: string): string => (has(who, type) ? t(`who.${type}`) : type),
    /** The kind of target, where there is no name. */
    whom: (type: string): string => (has(whom, type) ? t(`whom.${type}`) : type),
  }
}

export type AuditWords = Awaited<ReturnType<typeof auditWords>>
