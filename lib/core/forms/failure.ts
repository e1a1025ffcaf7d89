import type { z } from "zod"
import { errorTexts } from "../../i18n/error-texts"
import { getLocale } from "../../i18n/translations"
import { currentRequest } from "../context"
import { errorText, fieldText } from "../error-text"
import type { AppError, FieldError } from "../errors"
import { toAppError } from "../http/to-app-error"
import { requirementWords } from "./requirement"

type Failure = { code: string; message?: string; fieldsOnly: boolean; fields: Record<string, string> }

/** Turns a thrown value into messages for a form: one per field, otherwise one for the whole form. */
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
      // For a list also the item's index, for forms with a field per item.
      if (name !== wrong.field) fields[wrong.field] ??= text
    } else others.push(text)
  }
  const message = others.length > 0 ? others.join(" ") : await sentence(error)
  const fieldsOnly = others.length === 0 && Object.keys(fields).length > 0
  return { code: error.code, message, fieldsOnly, fields }
}

/** Text of a field error, in the language of this request. */
export async function fieldSentence(error: FieldError): Promise<string> {
  return fieldText(await errorTexts(await getLocale()), error)
}

/** Text of an error, in the language of this request. */
export async function sentence(error: AppError): Promise<string> {
  const locale = await getLocale()
  const { required } = error.details
  const named = required ? { ...error.details, required: await requirementWords(required) } : error.details
  const text = errorText(await errorTexts(locale), locale, { code: error.code, details: named })
  return error.status >= 500 ? `${text} (${currentRequest().requestId})` : text
}
