import "server-only"
import { english } from "@/lib/i18n/catalogue"
import { translations } from "@/lib/i18n/translations"

type Audit = typeof english.audit

/** Narrows a name of the log to one that the catalogue has a word for. */
const has = <T extends object>(words: T, name: string): name is Extract<keyof T, string> => Object.hasOwn(words, name)

export const groups = Object.keys(english.audit.groups).filter((name) => has(english.audit.groups, name))

/** Actions with a word, by their stable names: `member.updated`. */
export const actions = Object.keys(english.audit.actions).flatMap((key) => {
  const group = groups.filter((name) => key.startsWith(`${name}_`)).sort((a, b) => b.length - a.length)[0]
  return group ? [{ group, action: `${group}.${key.slice(group.length + 1)}` }] : []
})

/** The log's names in the language of the request; what has no word yet keeps its own name. */
export async function auditWords() {
  const t = await translations("audit")
  const { actions, fields, values }: Audit = english.audit

  function value(raw: unknown): string {
    if (raw === undefined || raw === null || raw === "") return "–"
    if (raw === true || raw === false) return t(raw ? "yes" : "no")
    if (Array.isArray(raw)) return raw.map(value).join(", ") || t("none")
    if (typeof raw === "object") return JSON.stringify(raw)
    const text = String(raw)
    return has(values, text) ? t(`values.${text}`) : text
  }

  const field = (name: string): string => (has(fields, name) ? t(`fields.${name}`) : name.replaceAll("_", " "))

  return {
    t,
    field,
    action(name: string): string {
      const key = name.replace(".", "_")
      return has(actions, key) ? t(`actions.${key}`) : name
    },
    /** What a field holds; what `changed` holds are names of fields. */
    held(name: string, raw: unknown): string {
      if (name !== "changed" || !Array.isArray(raw)) return value(raw)
      return raw.map((one) => field(String(one))).join(", ") || t("none")
    },
  }
}

export type AuditWords = Awaited<ReturnType<typeof auditWords>>
