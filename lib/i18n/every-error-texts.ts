import german from "./de/errors"
import english from "./en/errors"
import type { ErrorTexts } from "./error-texts"
import type { Locale } from "./locale"

/**
 * The texts of errors in every language, for servers, which can't wait for one to load. Browsers load one:
 * `errorTexts`.
 */
export const everyErrorTexts: Record<Locale, ErrorTexts> = { en: english, de: german }
