import { expect, test } from "vitest"
import { errorTexts } from "../i18n/error-texts"
import { errorText, fieldText } from "./error-text"
import { AppError, type FieldCode, fieldError, isAppError } from "./errors"

const [english, german] = [await errorTexts("en"), await errorTexts("de")]

test("an error is a code, a reason and values; its message is for the log", () => {
  const error = new AppError("rate_limited", { reason: "wait", retryAfter: 30 })
  expect(isAppError(error)).toBe(true)
  expect(error).toMatchObject({ status: 429, message: "rate_limited: wait", details: { retryAfter: 30 } })
  expect(new AppError("not_found").message).toBe("not_found")
})

test("the compiler checks which reasons a code has, and the values of their texts", () => {
  // @ts-expect-error: a reason of another code
  new AppError("not_found", { reason: "wait", retryAfter: 1 })
  // @ts-expect-error: the text names the permission
  new AppError("permission_required", { reason: "missing" })
  // @ts-expect-error: a sentence
  fieldError("role", "invalid", "Choose another role.")
  // @ts-expect-error: the text names the shortest length
  fieldError("password", "too_short")
  // @ts-expect-error: the text names the longest length
  fieldError("name", "invalid", { reason: "characters" })
})

test("texts are rendered by the reader, in the reader's language", () => {
  const waiting = (retryAfter: number) => new AppError("rate_limited", { reason: "wait", retryAfter })
  expect(errorText(english, "en", waiting(1))).toBe("Too many attempts. Try again in 1 second.")
  expect(errorText(english, "en", waiting(300))).toBe("Too many attempts. Try again in 5 minutes.")
  expect(errorText(german, "de", waiting(89))).toBe("Zu viele Versuche. Versuchen Sie es in 89 Sekunden erneut.")
  expect(errorText(german, "de", waiting(91))).toBe("Zu viele Versuche. Versuchen Sie es in 2 Minuten erneut.")
  expect(errorText(english, "en", new AppError("last_admin"))).toMatch(/^At least one permanent admin/)
  expect(errorText(english, "en", new AppError("last_admin", { reason: "delete_tenant" }))).toMatch(/^Only the last/)
})

test("a field's text is that of its reason, otherwise that of its code", () => {
  const [short] = fieldError("password", "too_short", { min: 12 }).details.fields ?? []
  expect(short).toMatchObject({ field: "password", code: "too_short" })
  expect(short && fieldText(english, short)).toBe("Use at least 12 characters.")
  expect(short && fieldText(german, short)).toBe("Verwenden Sie mindestens 12 Zeichen.")
  const wrong = { field: "code", code: "incorrect" satisfies FieldCode } as const
  expect(fieldText(english, wrong)).toBe("The password is incorrect.")
  expect(fieldText(english, { ...wrong, reason: "code" })).toMatch(/^This code is wrong/)
})
