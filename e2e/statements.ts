import pg from "pg"

type Query = typeof pg.Client.prototype.query

/**
 * Returns the statements that this process sends to PostgreSQL during `run`, in order, including those that begin and
 * end transactions: each is a round trip.
 */
export async function statementsOf(run: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const prototype: { query: Query } = pg.Client.prototype
  const { query } = prototype
  prototype.query = function (this: pg.Client, ...args: Parameters<Query>) {
    const [first] = args
    sent.push(textOf(first))
    return query.apply(this, args)
  } as Query
  try {
    await run()
  } finally {
    prototype.query = query
  }
  return sent
}

function textOf(query: unknown): string {
  if (typeof query === "string") return query
  return typeof query === "object" && query !== null && "text" in query ? String(query.text) : "?"
}
