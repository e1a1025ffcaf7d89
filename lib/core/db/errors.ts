/** True when the database is away or out of connections, so that the answer is 503 and not our fault's 500. */
export function isUnavailable(error: unknown): boolean {
  for (let e: unknown = error, depth = 0; e && depth < 5; depth++) {
    const { code, message, cause } = e as { code?: unknown; message?: unknown; cause?: unknown }
    if (typeof code === "string" && unavailableCodes.has(code)) return true
    if (typeof message === "string" && unavailableText.test(message)) return true
    e = cause
  }
  return false
}

// Node's socket errors; of PostgreSQL, that it goes or comes (57P0x), has no room left (53xxx), waited too long for a lock
// (55P03), a statement (57014) or the next one (25P03), takes no connections (55000, 28xxx, 3D000; a pooler 08P01), is a
// standby (25006) or half migrated (no such table 42P01, column 42703); and Prisma's names for them, which quote
// PostgreSQL's code.
const unavailableCodes = new Set(
  "ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH 57P01 57P02 57P03 57014 53100 53200 53300 55P03 25P03 55000 28000 28P01 3D000 08P01 25006 42P01 42703 P1001 P1002 P1003 P1008 P1017 P2021 P2022 P2024 P2028".split(
    " ",
  ),
)
const unavailableText =
  /timeout exceeded when trying to connect|Connection (terminated|ended)|connection error and is not queryable|Can't reach database|ECONNREFUSED|ECONNRESET|the database system is|Server has closed the connection|ServerClosedConnection|ConnectionClosed|SocketTimeout|too many clients|Code: `(57P0[123]|57014|53\d{3}|55P03|25P03|55000|28000|28P01|3D000|25006|42P01|42703|08\d{3})`/i

/** True for a serialization failure or deadlock, after which the same transaction can be run again. */
export function isRetryable(error: unknown): boolean {
  return /\b(P2034|40001|40P01)\b|deadlock detected|could not serialize|TransactionWriteConflict/.test(
    `${(error as { code?: unknown }).code} ${String(error)} ${JSON.stringify((error as { meta?: unknown }).meta ?? "")}`,
  )
}

/** True for a violated unique index, whose name or fields contain `name`. */
export function isUniqueViolation(error: unknown, name = ""): boolean {
  const text = `${(error as { code?: unknown })?.code} ${String(error)} ${JSON.stringify((error as { meta?: unknown })?.meta ?? "")}`
  return /\b(P2002|23505)\b|UniqueConstraintViolation/.test(text) && text.includes(name)
}
