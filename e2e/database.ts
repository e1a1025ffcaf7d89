import { db, Prisma, transaction } from "../lib/db"

// So that the statements of the tests are told from the server's in PostgreSQL's log. Connections open later than this.
process.env.PGAPPNAME = "nanostack-test"

/** The server's database, for what no request can do: moving a date, reading what is stored. */
export { db, Prisma, transaction }
