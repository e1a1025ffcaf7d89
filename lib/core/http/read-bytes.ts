import { singleton } from "../cache/singleton"
import { AppError } from "../errors"
import type { Binary } from "./operation"
import type { Incoming } from "./read-body"
import { readBounded } from "./read-bounded"

/** What clients send that do not know the type; the bytes say it. */
export const anyBytes = "application/octet-stream"

/** How many bodies of bytes are read at a time, so that memory is bounded. */
const mostAtATime = 8

const reading = () => singleton("bytes", () => ({ n: 0 }))

/**
 * Reads a body of bytes.
 * @throws AppError unsupported_media_type, body_too_large, unavailable while too many are being read
 */
export async function readBytes({ headers, body }: Incoming, { types, most }: Binary): Promise<Uint8Array> {
  const type = headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase() ?? ""
  if (![anyBytes, ...types].includes(type) || headers.has("content-encoding"))
    throw new AppError("unsupported_media_type")
  if (Number(headers.get("content-length") ?? 0) > most) throw new AppError("body_too_large")
  if (reading().n >= mostAtATime) throw new AppError("unavailable", { retryAfter: 2 })
  reading().n++
  try {
    const bytes = await readBounded(body, most)
    if (bytes === null) throw new AppError("body_too_large")
    return new Uint8Array(bytes)
  } finally {
    reading().n--
  }
}
