import english from "../../i18n/en/errors"
import { errorText, fieldText } from "../error-text"
import type { AppError, ErrorCode, FieldError } from "../errors"

/** The API's text of an error. */
export const englishText = (error: AppError): string => errorText(english, "en", error)

/** The text of an error code without a reason. */
export const englishOf = (code: ErrorCode): string => english.codes[code]

/** Field errors as the API lists them. */
export const englishFields = (fields: readonly FieldError[]) =>
  fields.map((error) => ({ field: error.field, code: error.code, message: fieldText(english, error) }))
