import type { IncomingMessage } from "node:http"
import { AppError, fieldError, isAppError } from "../errors"
import { readBounded } from "./read-bounded"

/** The used part of a request: satisfied by the web's `Request` and by server.ts's wrapper of Node's. */
export type Incoming = {
  readonly method: string
  /** Path and query, with or without an origin before them. */
  readonly url: string
  readonly headers: Pick<Headers, "get" | "has">
  readonly body: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> | null
}

/** Max size of an API body in bytes, where the operation declares no other. */
export const maxBody = 64 * 1024
const maxDepth = 32
const halves = /\p{Surrogate}/u

/**
 * Reads a JSON object from the body.
 * @param mayBeAbsent whether an absent body counts as `{}`; only called when there is none
 * @param most max size in bytes
 * @throws AppError unsupported_media_type, body_too_large, invalid_json, validation_failed (half a surrogate pair)
 */
export async function readJson(request: Incoming, mayBeAbsent = () => false, most = maxBody): Promise<unknown> {
  if ((request.body === null || request.headers.get("content-length") === "0") && mayBeAbsent()) return {}
  if (!isOf("application/json", request)) throw new AppError("unsupported_media_type")
  const text = await readText(request, most)
  if (text === "" && mayBeAbsent()) return {}
  try {
    // Deep nesting costs more to validate than to send.
    if (depth(text) > maxDepth) throw new AppError("invalid_json", { reason: "too_deep" })
    return JSON.parse(text, (key, value) => {
      // Half of a surrogate pair is no character: it would be stored as another one.
      if (halves.test(key) || (typeof value === "string" && halves.test(value)))
        throw fieldError(halves.test(key) ? "body" : key, "invalid")
      return key === "__proto__" ? undefined : value
    })
  } catch (error) {
    throw isAppError(error) ? error : new AppError("invalid_json")
  }
}

/** Whether a body is of this type, in UTF-8 and not compressed. Many clients spell it `utf8`. */
function isOf(type: string, { headers }: Incoming): boolean {
  const [given = "", ...parameters] = (headers.get("content-type") ?? "").split(";").map((part) => part.trim())
  const plain = parameters.every((parameter) => /^charset="?utf-?8"?$/i.test(parameter)) && parameters.length < 2
  return given.toLowerCase() === type && plain && !headers.has("content-encoding")
}

/** Whether the body is a form. */
export const isForm = (request: Incoming) => isOf("application/x-www-form-urlencoded", request)

/** Reads the fields of a form. @throws AppError body_too_large, invalid_json (not UTF-8, or a field twice) */
export async function readForm(request: Incoming): Promise<Record<string, string>> {
  const fields = new URLSearchParams(await readText(request))
  const values = Object.fromEntries(fields)
  if (Object.keys(values).length < fields.size) throw new AppError("invalid_json")
  return values
}

/** Reads a body of at most `most` bytes, by default 64 KiB. @throws AppError body_too_large, invalid_json (not UTF-8) */
export async function readText({ body, headers }: Incoming, most = maxBody): Promise<string> {
  if (Number(headers.get("content-length") ?? 0) > most) throw new AppError("body_too_large")
  const bytes = await readBounded(body, most)
  if (bytes === null) throw new AppError("body_too_large")
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    throw new AppError("invalid_json", { reason: "not_utf8" })
  }
}

/** Nesting depth of arrays and objects; brackets in strings are text. */
function depth(json: string): number {
  let deepest = 0
  let level = 0
  let quoted = false
  for (let i = 0; i < json.length; i++) {
    const c = json[i]
    if (quoted && c === "\\") i++
    else if (c === '"') quoted = !quoted
    else if (quoted) continue
    else if (c === "[" || c === "{") deepest = Math.max(deepest, ++level)
    else if (c === "]" || c === "}") level--
  }
  return deepest
}

/** Whether a request announces a body. */
export const hasBody = ({ headers }: IncomingMessage) =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0

/** Whether part of the body is unread: it would be parsed as the next request. */
export const hasUnreadBody = (req: IncomingMessage) => !req.complete && hasBody(req)
