import type { Client, Connection, Submittable } from "pg"

type Values = readonly (string | number | boolean | Date | null)[]

/** The COPY protocol of `pg`'s connection, which its types omit. */
type Wire = Connection & {
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  stream: { writableNeedDrain: boolean; once(event: "drain", listener: () => void): void }
}

/**
 * Fills a table by COPY.
 * @param target `table (column, …)`
 * @param done called periodically with the number of rows sent
 */
export function copyRows(
  client: Client,
  target: string,
  rows: Iterable<Values>,
  done: (count: number) => void = () => {},
) {
  return new Promise<void>((resolve, reject) => {
    client.query(new Copy(`COPY ${target} FROM STDIN`, rows, done, (error) => (error ? reject(error) : resolve())))
  })
}

class Copy implements Submittable {
  #failure: Error | undefined
  constructor(
    private readonly sql: string,
    private readonly rows: Iterable<Values>,
    private readonly done: (count: number) => void,
    private readonly settle: (error?: Error) => void,
  ) {}
  submit(connection: Connection) {
    connection.query(this.sql)
  }
  handleCopyInResponse(connection: Wire) {
    const rows = this.rows[Symbol.iterator]()
    let count = 0
    const send = () => {
      while (!connection.stream.writableNeedDrain) {
        const lines: string[] = []
        for (let next = rows.next(); !next.done; next = rows.next()) {
          lines.push(lineOf(next.value))
          if (lines.length === 500) break
        }
        count += lines.length
        if (lines.length > 0) connection.sendCopyFromChunk(Buffer.from(lines.join("")))
        this.done(count)
        if (lines.length < 500) return connection.endCopyFrom()
      }
      connection.stream.once("drain", () => setImmediate(send))
    }
    send()
  }
  handleError(error: Error) {
    this.#failure = error
  }
  handleReadyForQuery() {
    this.settle(this.#failure)
  }
  handleCommandComplete() {}
  handleRowDescription() {}
  handleDataRow() {}
  handlePortalSuspended() {}
  handleEmptyQuery() {}
}

/** Formats one row in COPY's text format. */
export function lineOf(values: Values): string {
  return `${values.map(text).join("\t")}\n`
}

function text(value: Values[number]): string {
  if (value === null) return "\\N"
  if (value instanceof Date) return value.toISOString()
  return String(value).replace(/[\\\t\n\r]/g, (c) => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" })[c] ?? c)
}
