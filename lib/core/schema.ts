import { z } from "zod"
import type { FieldReason, Given, ReasonValues } from "./errors"
import { isReserved, permissionPattern } from "./identity/permissions"
import { beforeInvisible, isSeen, plainCode, trimAddress, trimInvisible } from "./invisible"

// Shared by routes, forms, SDKs and tests: nothing here imports server code.

/** Names the text of a custom rule, and its values; lib/core/http/validation.ts reads both. */
export function rule<R extends FieldReason>(reason: R, ...[params]: Given<ReasonValues<R>>) {
  return { error: reason, params: params as Record<string, unknown> | undefined }
}

/** Any ID in a request. */
export const Id = z
  .string()
  .regex(/^[A-Za-z0-9_]{1,64}$/, rule("id"))
  .meta({ id: "Id", description: "Opaque ID with a prefix.", example: "org_123" })

/** A timestamp in responses: ISO 8601, UTC, whole seconds. Accepts the database's Date. */
export const Timestamp = z
  .preprocess((value) => (value instanceof Date ? isoSeconds(value) : value), z.iso.datetime())
  .meta({ id: "Timestamp", description: "ISO 8601, UTC, whole seconds.", example: "2026-01-01T00:00:00Z" })

/** Formats a date as `2026-01-01T00:00:00Z`. */
export function isoSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** A timestamp in requests, with any offset. */
export const TimestampInput = z.iso
  .datetime({ offset: true, ...rule("time") })
  .transform((text) => new Date(text))
  .meta({ example: "2027-12-31T18:00:00Z" })

const mailbox = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const domain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/

/**
 * Canonical form of an address: trimmed of spaces and invisible characters, NFC, lower case, host in ASCII (IDNA). Null
 * when it is not one plain address: no quoted local parts, comments, lists, control characters, bidi marks or IP
 * literals.
 */
export function canonicalEmail(given: string): string | null {
  const text = trimAddress(given).normalize("NFC")
  const at = text.lastIndexOf("@")
  if (text.length > 254 || at < 1 || at > 64) return null
  const local = text.slice(0, at).toLowerCase()
  const host = asciiHost(text.slice(at + 1))
  if (!host || !mailbox.test(local) || !domain.test(host)) return null
  return local.length + 1 + host.length <= 254 ? `${local}@${host}` : null
}

/** A host name in lower-case ASCII, or null. */
export function asciiHost(given: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(given)) return null
  try {
    return new URL(`http://${given}`).hostname.toLowerCase()
  } catch {
    return null
  }
}

/** An email address, stored and compared in its canonical form. */
export const Email = z
  .string()
  .max(1024, rule("email"))
  .transform((text, context) => {
    const email = canonicalEmail(text)
    if (email) return email
    context.addIssue({ code: "custom", ...wrongAddress(text), input: text })
    return z.NEVER
  })
  .meta({ example: "ada@example.com", format: "email" })

/** Shows where an invisible character is: the address looks right otherwise. */
function wrongAddress(text: string) {
  const before = beforeInvisible(trimAddress(text))
  const { error, params } = before ? rule("invisible_after", { before }) : rule(before === null ? "email" : "invisible")
  return { message: error, params }
}

const codePoints = (text: string) => [...text].length
// Control characters, bidi overrides and line separators are not allowed in names, which end up in emails and lists.
const unprintable = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u

/**
 * One line of visible text, the schema of every name: NFC, trimmed of spaces and invisible characters, not empty,
 * without control characters or direction overrides.
 */
export function Line(max: number) {
  return z
    .string()
    .refine((text) => /^[^\S\ufeff]*$/.test(text) || isSeen(text) || unprintable.test(trimInvisible(text)), {
      ...rule("only_invisible"),
      abort: true,
    })
    .transform((text) => trimInvisible(text.normalize("NFC")))
    .pipe(
      z
        .string()
        .min(1)
        .refine((text) => codePoints(text) <= max, rule("characters", { max }))
        .refine((text) => !unprintable.test(text), rule("one_line")),
    )
    .meta({ minLength: 1, maxLength: max })
}

/** A person's name, 1 to 200 characters. */
export const PersonName = Line(200).meta({ example: "Ada Lovelace" })

/** Several lines of plain text: trimmed, NFC, no control characters except line breaks. */
export function Text(max: number) {
  return z
    .string()
    .transform((text) => text.normalize("NFC").replace(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .refine((text) => codePoints(text) <= max, rule("characters", { max }))
        .refine((text) => !unprintable.test(text.replaceAll("\n", "")), rule("invisible")),
    )
    .meta({ maxLength: max })
}

/** A typed code of 6 to 32 characters: digits of any script, with optional spaces and dashes. */
export const TypedCode = z
  .string()
  .max(64, rule("code_format"))
  .transform(plainCode)
  .pipe(z.string().min(6, rule("code_format")).max(32, rule("code_format")))
  .meta({ example: "123456", minLength: 6, maxLength: 32 })

/** A typed code of an email: six digits of any script, with optional spaces and dashes. */
export const MailedCode = z
  .string()
  .max(64, rule("six_digits"))
  .transform(plainCode)
  .pipe(z.string().regex(/^[0-9]{6}$/, rule("six_digits")))
  .meta({ example: "123456", minLength: 6, maxLength: 6 })

/** A new password: at most 128 code points, any of them; the server checks the minimum and the blocklist. */
export const NewPassword = z
  .string()
  .min(1)
  .refine((text) => codePoints(text.normalize("NFKC")) <= 128, rule("characters", { max: 128 }))
  .meta({ example: "secure-password", minLength: 8, maxLength: 128, format: "password" })

/** A password to verify. */
export const Password = z.string().min(1).max(1024).meta({ example: "secure-password", format: "password" })

/** The token from an emailed link, or a refresh token. */
export const Token = z
  .string()
  .min(1)
  .max(256, rule("token"))
  .meta({ example: "hZ0c6Vq0o9Yk3mB1sT8uJw5xN2rL7aPfE4dGiCvQyXk" })

/** `resource:action`, at most 64 characters; names that are not built in are the customer's own. */
export const PermissionName = z
  .string()
  .max(64)
  .regex(permissionPattern, { ...rule("permission"), abort: true })
  .meta({ id: "PermissionName", example: "billing:read" })

/** Direct permissions to grant: at most 50, unique, none reserved. */
export const PermissionNames = z
  .array(
    PermissionName.superRefine((name, context) => {
      if (!isReserved(name)) return
      context.addIssue({ code: "custom", params: { code: "reserved", name }, input: name })
    }),
  )
  .max(50)
  .transform((names) => [...new Set(names)].sort())
  .meta({ example: ["billing:read"] })

// PostgreSQL's JSON holds neither NUL nor half a surrogate pair; JSON.stringify writes both as escapes.
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i

/** Whether JavaScript holds each number as it was sent: larger integers are rounded. */
function isExact(value: unknown): boolean {
  if (typeof value === "number") return !Number.isInteger(value) || Number.isSafeInteger(value)
  return typeof value !== "object" || value === null || Object.values(value).every(isExact)
}

/** The customer's own JSON object, at most 4 KB. */
export const Metadata = z
  .record(z.string().max(64), z.json())
  .refine((value) => !unstorable.test(JSON.stringify(value)), rule("unsupported"))
  .refine(isExact, rule("inexact"))
  .refine((value) => new TextEncoder().encode(JSON.stringify(value)).length <= 4096, rule("json_size"))
  .meta({ id: "Metadata", type: "object", example: { plan: "pro" } })

/** The same in changes: null clears it. */
export const MetadataPatch = Metadata.nullable().transform((value) => value ?? {})

/** Search text of a list. */
export const SearchText = z
  .string()
  .trim()
  .max(100)
  .refine((text) => !text.includes("\0"), rule("invisible"))

/** `limit` and `cursor` of every list. */
export const Paging = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20).meta({ example: 20 }),
  cursor: z.string().min(1).max(1024).optional().meta({ description: "The next_cursor of the previous page." }),
  total: z
    .stringbool({ truthy: ["true"], falsy: ["false"] })
    .default(false)
    .meta({ type: "boolean", description: "Include the total: exact up to 10,000, an estimate beyond." }),
})

/** Pagination data of a list response. */
export const Pagination = z
  .object({
    next_cursor: z.string().nullable(),
    has_more: z.boolean(),
    limit: z.int(),
    total: z.int().optional(),
    total_is_estimate: z
      .boolean()
      .optional()
      .meta({ description: "True if `total` is an estimate (beyond 10,000 rows)." }),
  })
  .meta({ id: "Pagination" })
