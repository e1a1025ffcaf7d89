import type { z } from "zod"
import { errorTexts } from "../../i18n/error-texts"
import { getLocale } from "../../i18n/translations"
import { currentRequest } from "../context"
import { errorText, fieldText } from "../error-text"
import type { AppError, FieldError } from "../errors"
import { toAppError } from "../http/to-app-error"

type Failure = { code: string; message?: string; fields: Record<string, string> }

/** What a thrown value means to the person before the form: a sentence for each field of it, else one for the whole. */
export async function failure(thrown: unknown, body: z.ZodObject): Promise<Failure> {
  const error = toAppError(thrown)
  const texts = await errorTexts(await getLocale())
  const fields: Record<string, string> = {}
  const others: string[] = []
  for (const wrong of error.details.fields ?? []) {
    const text = fieldText(texts, wrong)
    const name = wrong.field.split(".")[0] ?? wrong.field
    if (Object.hasOwn(body.shape, name)) {
      fields[name] ??= text
      // Of a list also which one, for forms that have a field for each.
      if (name !== wrong.field) fields[wrong.field] ??= text
    } else others.push(text)
  }
  const message = others.length > 0 ? others.join(" ") : await sentence(error)
  return { code: error.code, message, fields }
}

/** What is wrong with a field, in the language of this request. */
export async function fieldSentence(error: FieldError): Promise<string> {
  return fieldText(await errorTexts(await getLocale()), error)
}

/** What an error says as a whole, in the language of this request. */
export async function sentence(error: AppError): Promise<string> {
  const locale = await getLocale()
  const text = errorText(await errorTexts(locale), locale, error)
  return error.status >= 500 ? `${text} (${currentRequest().requestId})` : text
}
