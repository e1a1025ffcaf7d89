import { z } from "zod"
import { hmac, sameBytes } from "../crypto"
import { fieldError } from "../errors"

// Signed, so that only values that this list printed reach the query; the signature covers the sort.
const sign = (column: string, values: string, secret: "current" | "previous") =>
  hmac("cursor", `${column} ${values}`, secret).subarray(0, 16)

/** Returns the cursor of a page sorted by `column`. */
export function writeCursor(column: string, values: string[]): string {
  const text = JSON.stringify(values)
  return Buffer.concat([sign(column, text, "current"), Buffer.from(text)]).toString("base64url")
}

/**
 * Returns a cursor's values.
 * @throws AppError validation_failed when it does not belong to this list
 */
export function readCursor(column: string, cursor: string): string[] {
  const bytes = Buffer.from(cursor, "base64url")
  const text = bytes.subarray(16).toString("utf8")
  const secrets = ["current", "previous"] as const
  if (bytes.length > 16 && secrets.some((s) => sameBytes(sign(column, text, s), bytes.subarray(0, 16))))
    return z.array(z.string()).parse(JSON.parse(text))
  throw fieldError("cursor", "invalid", { reason: "cursor" })
}
