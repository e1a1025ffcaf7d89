import { type ErrorTexts, fill } from "../i18n/error-texts"
import type { Locale } from "../i18n/locale"
import type { AppError, FieldError } from "./errors"

/** Text of a field error, in the language of `texts`. */
export function fieldText(texts: ErrorTexts, { code, reason, values = {} }: FieldError): string {
  return fill(reason ? texts.fieldReasons[reason] : texts.fieldCodes[code], values)
}

/** Text of an error, in the language of `texts`. */
export function errorText(
  texts: ErrorTexts,
  locale: Locale,
  { code, details }: Pick<AppError, "code" | "details">,
): string {
  const { reason, retryAfter } = details
  const reasons: Record<string, Record<string, string>> = texts.reasons
  const text = (reason && reasons[code]?.[reason]) || texts.codes[code]
  return fill(text, retryAfter === undefined ? details : { ...details, retryAfter: duration(locale, retryAfter) })
}

/** Formats a duration: `30 seconds`, `5 minutes`, `7 hours`. */
function duration(locale: Locale, seconds: number): string {
  const [n, unit] =
    seconds < 90
      ? [seconds, "second"]
      : seconds < 5_400
        ? [Math.ceil(seconds / 60), "minute"]
        : [Math.ceil(seconds / 3_600), "hour"]
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(n)
}
