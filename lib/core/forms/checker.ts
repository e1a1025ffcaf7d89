import { createFormControl, type FieldErrors, type Resolver } from "react-hook-form"
import type { z } from "zod"
import { type ErrorTexts, errorTexts } from "../../i18n/error-texts"
import { isLocale } from "../../i18n/locale"
import { fieldText } from "../error-text"
import { fieldErrors } from "../http/field-errors"
import { readForm } from "./read-form"

type Values = Record<string, unknown>
type Messages = Record<string, string | undefined>

/** react-hook-form around an existing form: it reads the same FormData by the same schema as the server. */
export type Checker = {
  /** Sends when valid, otherwise shows the errors. */
  submit: (send: () => void, show: (errors: Messages) => void) => void
  /** Revalidates one field as its text changes; resolves to its error. */
  recheck: (name: string) => Promise<string | undefined>
}

/** Loads the error texts in the page's language. */
export function pageTexts(): Promise<ErrorTexts> {
  const { lang } = document.documentElement
  return errorTexts(isLocale(lang) ? lang : "en")
}

/** Loaded on the first input, so that it does not delay the first paint. */
export function createChecker(form: HTMLFormElement, schema: z.ZodObject, texts: ErrorTexts): Checker {
  const resolver: Resolver<Values> = () => {
    const parsed = schema.safeParse(readForm(new FormData(form), schema), { reportInput: true })
    if (parsed.success) return { values: parsed.data, errors: {} }
    const errors: Record<string, { type: string; message: string }> = {}
    for (const error of fieldErrors(parsed.error.issues))
      errors[error.field.split(".")[0] ?? error.field] ??= { type: error.code, message: fieldText(texts, error) }
    return { values: {}, errors: errors as FieldErrors<Values> }
  }
  const control = createFormControl<Values>({ resolver, shouldFocusError: false })

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
