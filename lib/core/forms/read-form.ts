import type { z } from "zod"

type Def = { type: string; innerType?: { def: Def }; in?: { def: Def } }

/** Unwraps a field's schema. */
function inspect(schema: unknown): { type: string; nullable: boolean; optional: boolean } {
  let { def } = schema as { def: Def }
  let nullable = false
  let optional = false
  for (;;) {
    nullable ||= def.type === "nullable"
    optional ||= def.type === "optional" || def.type === "default" || def.type === "prefault"
    const inner = def.innerType ?? (def.type === "pipe" && def.in?.def.type !== "transform" ? def.in : undefined)
    if (!inner) return { type: def.type, nullable, optional }
    def = inner.def
  }
}

/**
 * Converts a form into the plain object that a schema parses, in the browser and on the server. Only the schema's own
 * fields are read. A list takes every value, split at commas and spaces; numbers become numbers; a chosen file stays a
 * file; an empty field is null where the schema allows that, omitted where it is optional, otherwise "".
 */
export function readForm(form: FormData, schema: z.ZodObject): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(schema.shape)) {
    const { type, nullable, optional } = inspect(field)
    const chosen = type === "file" ? form.get(name) : null
    // A field without a choice is sent as an empty file.
    if (chosen instanceof File && chosen.size > 0) out[name] = chosen
    const all = form.getAll(name).filter((value) => typeof value === "string")
    if (type === "array") out[name] = all.flatMap((value) => value.split(/[\s,]+/)).filter(Boolean)
    const text = all.at(-1)
    if (type === "array" || type === "file" || text === undefined) continue
    if (text === "" && (nullable || optional)) {
      if (nullable) out[name] = null
      continue
    }
    out[name] = type === "number" && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text
  }
  return out
}

const secret = /password|token|code|secret/i

/** Typed values to show again; never secrets. */
export function typedValues(form: FormData, schema: z.ZodObject): Record<string, string | string[]> {
  return typedEntries(form, (name) => Object.hasOwn(schema.shape, name))
}

/** Typed values of the fields that `wanted` selects, without secrets. */
export function typedEntries(form: FormData, wanted: (name: string) => boolean = () => true) {
  const names = [...new Set(form.keys())].filter((name) => !secret.test(name) && wanted(name))
  return Object.fromEntries(
    names.flatMap((name) => {
      const all = form.getAll(name).filter((value) => typeof value === "string")
      const [first] = all
      return first === undefined ? [] : [[name, all.length > 1 ? all : first]]
    }),
  )
}

/** Text field of an action's argument, which can be anything: anyone can call an action. */
export function textOf(form: unknown, name: string): string | undefined {
  const value = form instanceof FormData ? form.get(name) : undefined
  return typeof value === "string" ? value : undefined
}
