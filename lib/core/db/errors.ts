type Layer = {
  code?: unknown
  message?: unknown
  cause?: unknown
  /** PostgreSQL's SQLSTATE and constraint, as Prisma's adapter keeps them. */
  originalCode?: unknown
  constraint?: { index?: string; fields?: string[] }
  meta?: { driverAdapterError?: unknown }
}

/**
 * Returns an error and its causes: Prisma keeps the adapter's error in `meta`, the adapter keeps PostgreSQL's in
 * `cause`.
 */
function layersOf(error: unknown): Layer[] {
  const layers: Layer[] = []
  for (let next = error; typeof next === "object" && next !== null && layers.length < 6; ) {
    const layer: Layer = next
    layers.push(layer)
    next = layer.meta?.driverAdapterError ?? layer.cause
  }
  return layers
}

/** SQLSTATEs, and error codes of Node and Prisma. */
const codesOf = (layers: readonly Layer[]) =>
  layers.flatMap(({ code, originalCode }) => [code, originalCode]).filter((code) => typeof code === "string")

/** True when the database is down or out of connections, so that the response is 503 instead of 500. */
export function isUnavailable(error: unknown): boolean {
  const layers = layersOf(error)
  return (
    codesOf(layers).some((code) => unavailable.test(code)) ||
    layers.some(({ message }) => typeof message === "string" && unavailableText.test(message))
  )
}

// PostgreSQL: connections (08xxx, also a pooler's 08P01), out of resources (53xxx), shutdown and startup (57P0x),
// timeouts of a lock (55P03), a statement (57014) or an idle transaction (25P03), connections refused (55000, 28xxx,
// 3D000), a standby (25006), half migrated (no such table 42P01 or column 42703). Then Prisma's codes, and Node's
// socket errors.
const unavailable =
  /^(08\w{3}|53\w{3}|57P0[123]|55P03|57014|25P03|55000|28000|28P01|3D000|25006|42P01|42703|P1001|P1002|P1003|P1008|P1017|P2021|P2022|P2024|P2028|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/
// Messages of pg, its pool and Prisma that have no code.
const unavailableText =
  /timeout exceeded when trying to connect|Connection (terminated|ended)|connection error and is not queryable|Can't reach database|ECONNREFUSED|ECONNRESET|the database system is|Server has closed the connection|ServerClosedConnection|ConnectionClosed|SocketTimeout|too many clients/i

/** True for a serialization failure or deadlock, after which the transaction can be retried. */
export function isRetryable(error: unknown): boolean {
  return codesOf(layersOf(error)).some((code) => code === "40001" || code === "40P01" || code === "P2034")
}

/** True for a violated unique index whose name or columns contain `name`. */
export function isUniqueViolation(error: unknown, name = ""): boolean {
  const layers = layersOf(error)
  const names = layers.flatMap(({ constraint }) => [constraint?.index ?? "", ...(constraint?.fields ?? [])])
  return codesOf(layers).some((code) => code === "23505" || code === "P2002") && names.some((n) => n.includes(name))
}
