import { AppError, isAppError } from "../errors"

/** What is used of a request: the web's `Request` is one, and so is what server.ts makes of Node's. */
export type Incoming = {
  readonly method: string
  /** Path and query, with or without an origin before them. */
  readonly url: string
  readonly headers: Pick<Headers, "get" | "has">
  readonly body: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> | null
}

const maxBody = 64 * 1024
const maxDepth = 32

/**
 * Reads a JSON object from the body.
 * @throws AppError unsupported_media_type, body_too_large (over 64 KiB), invalid_json
 */
export async function readJson(request: Incoming): Promise<unknown> {
  const type = request.headers.get("content-type") ?? ""
  if (!/^application\/json *(; *charset="?utf-8"? *)?$/i.test(type) || request.headers.has("content-encoding"))
    throw new AppError("unsupported_media_type")
  if (Number(request.headers.get("content-length") ?? 0) > maxBody) throw new AppError("body_too_large")
  const text = await readText(request)
  try {
    // A stack of brackets costs more to validate than to send.
    if (depth(text) > maxDepth) throw new AppError("invalid_json", { reason: "too_deep" })
    return JSON.parse(text, (key, value) => (key === "__proto__" ? undefined : value))
  } catch (error) {
    throw isAppError(error) ? error : new AppError("invalid_json")
  }
}

async function readText({ body }: Incoming): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > maxBody) throw new AppError("body_too_large")
    chunks.push(part)
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new AppError("invalid_json", { reason: "not_utf8" })
  }
}

function depth(text: string): number {
  let deepest = 0
  let level = 0
  for (const c of text) {
    if (c === "[" || c === "{") deepest = Math.max(deepest, ++level)
    else if (c === "]" || c === "}") level--
  }
  return deepest
}
