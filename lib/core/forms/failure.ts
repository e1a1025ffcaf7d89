import type { z } from "zod"
import german from "../../i18n/de/sentences"
import { inOtherWords } from "../../i18n/sentences"
import { getLocale, translations } from "../../i18n/translations"
import { currentRequest } from "../context"
import type { AppError } from "../errors"
import { toAppError } from "../http/to-app-error"

type Failure = { code: string; message?: string; fields: Record<string, string> }

/** What a thrown value means to the person before the form: a sentence for each field of it, else one for the whole. */
export async function failure(thrown: unknown, body: z.ZodObject): Promise<Failure> {
  const error = toAppError(thrown)
  const say = await speaker()
  const fields: Record<string, string> = {}
  const others: string[] = []
  for (const { field, message } of error.details.fields ?? []) {
    const name = field.split(".")[0] ?? field
    if (Object.hasOwn(body.shape, name)) {
      fields[name] ??= say(message)
      // Of a list also which one, for forms that have a field for each.
      if (name !== field) fields[field] ??= say(message)
    } else others.push(say(message))
  }
  const message = others.length > 0 ? others.join(" ") : await sentence(error)
  return { code: error.code, message, fields }
}

/** What an error says as a whole, in the language of this request. */
export async function sentence(error: AppError): Promise<string> {
  const t = await translations("errors")
  const { required, retryAfter, message } = error.details
  if (error.code === "permission_required" && required) return t("missing", { permission: required })
  if (error.code === "rate_limited" && retryAfter)
    return retryAfter < 90 ? t("waitSeconds", { n: retryAfter }) : t("waitMinutes", { n: Math.ceil(retryAfter / 60) })
  if (message) return (await speaker())(message)
  return error.status >= 500 ? `${t(error.code)} (${currentRequest().requestId})` : t(error.code)
}

/** Says the API's sentences in the language of this request. */
export async function speaker(): Promise<(english: string) => string> {
  const locale = await getLocale()
  return locale === "de" ? (english) => inOtherWords(german, english) : (english) => english
}
