import { createFormControl, type FieldErrors, type Resolver } from "react-hook-form"
import type { z } from "zod"
import { fieldErrors } from "../http/validation"
import { readForm } from "./read-form"

type Values = Record<string, unknown>
type Messages = Record<string, string | undefined>

/** react-hook-form around a form that stands already: it reads the same FormData by the same schema as the server. */
export type Checker = {
  /** Sends when all is well, else shows what is not and goes to the first such field. */
  submit: (send: () => void, show: (errors: Messages) => void) => void
  /** Looks at one field again, as its text changes; resolves to what is wrong with it. */
  recheck: (name: string) => Promise<string | undefined>
}

type Say = (english: string) => string

/** The rules' sentences in the language of the page; German ones are loaded only where it is. */
export async function pageSpeaker(): Promise<Say> {
  if (document.documentElement.lang !== "de") return (english) => english
  const [{ default: german }, { inOtherWords }] = await Promise.all([
    import("../../i18n/de/sentences"),
    import("../../i18n/sentences"),
  ])
  return (english) => inOtherWords(german, english)
}

/** Loaded on the first input, so that it costs the first paint nothing. */
export function createChecker(form: HTMLFormElement, schema: z.ZodObject, say: Say): Checker {
  const resolver: Resolver<Values> = () => {
    const parsed = schema.safeParse(readForm(new FormData(form), schema), { reportInput: true })
    if (parsed.success) return { values: parsed.data, errors: {} }
    const errors: Record<string, { type: string; message: string }> = {}
    for (const { field, code, message } of fieldErrors(parsed.error.issues))
      errors[field.split(".")[0] ?? field] ??= { type: code, message: say(message) }
    return { values: {}, errors: errors as FieldErrors<Values> }
  }
  const control = createFormControl<Values>({ resolver })

  function register() {
    for (const name of Object.keys(schema.shape)) {
      const found = form.elements.namedItem(name)
      const element = found instanceof RadioNodeList ? found[0] : found
      if (element instanceof HTMLElement) control.register(name).ref(element)
    }
  }

  return {
    submit: (send, show) => {
      register()
      const invalid = (errors: FieldErrors<Values>) =>
        show(Object.fromEntries(Object.entries(errors).map(([k, e]) => [k, e?.message?.toString()])))
      void control.handleSubmit(send, invalid)()
    },
    recheck: async (name) => {
      register()
      await control.trigger(name)
      return control.getFieldState(name).error?.message
    },
  }
}
