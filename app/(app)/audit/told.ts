import type { AuditEvent } from "@/lib/audit-events/schema"
import english from "@/lib/i18n/en/audit"

type Values = Record<string, unknown>

/** A field that an event changed; `before` is missing where only the new value was recorded. */
export type Changed = { field: string; before?: unknown; after?: unknown }

const asValues = (json: unknown): Values =>
  typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : {}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Whether a value is informative: not null, empty or false. */
const says = (value: unknown) => !same(value, null) && !same(value, []) && value !== false && value !== ""

/** Returns only what an event changed: fields that differ, fields named as changed, and values recorded besides. */
export function changesOf({ before, after }: Pick<AuditEvent, "before" | "after">): Changed[] {
  const [old, { changed, ...now }] = [asValues(before), asValues(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  const both = before !== null && after !== null
  const seen = names.flatMap((field): Changed[] => {
    if (field in old && field in now)
      return same(old[field], now[field]) ? [] : [{ field, before: old[field], after: now[field] }]
    if (field in old) return both || !says(old[field]) ? [] : [{ field, before: old[field] }]
    return says(now[field]) ? [{ field, after: now[field] }] : []
  })
  const named = Array.isArray(changed) ? changed.map(String).filter((field) => !names.includes(field)) : []
  return [...seen, ...named.map((field) => ({ field }))]
}

type Sentence = keyof typeof english.sentences

const isSentence = (key: string): key is Sentence => Object.hasOwn(english.sentences, key)

/** The sentence for an event, and its values as recorded. */
export type Told = {
  form: `sentences.${Sentence}` | `forms.${keyof typeof english.forms}`
  fields: string[]
  from?: unknown
  to?: unknown
  role?: unknown
}

/** Returns the sentence for an event; the action's name if there is none. */
export function told(event: Pick<AuditEvent, "action" | "actor" | "target" | "before" | "after">): Told {
  const { action, actor, target } = event
  // The application is shown with the details.
  const changes = changesOf(event).filter(({ field }) => field !== "through")
  const fields = changes.map(({ field }) => field)
  const key = action.replace(".", "_")
  const role = asValues(event.after).role
  if (!isSentence(key)) return { form: "forms.unknown", fields }
  if (action === "member.updated") {
    const [only] = changes
    if (changes.length === 1 && only?.field === "role")
      return { form: "forms.role", fields, from: only.before, to: only.after }
    if (actor.id === target?.id) return { form: "forms.own", fields }
  }
  return { form: `sentences.${key}`, fields, role }
}
