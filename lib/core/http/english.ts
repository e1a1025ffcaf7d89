import english from "../../i18n/en/errors"
import { errorText, fieldText } from "../error-text"
import type { AppError, ErrorCode, FieldError } from "../errors"

/** The API's own text of an error. */
export const englishText = (error: AppError): string => errorText(english, "en", error)

/** A code's text where it has no reason. */
export const englishOf = (code: ErrorCode): string => english.codes[code]

/** Wrong fields as the API lists them. */
export const englishFields = (fields: readonly FieldError[]) =>
  fields.map((error) => ({ field: error.field, code: error.code, message: fieldText(english, error) }))
