import { PrismaPg } from "@prisma/adapter-pg"
import { types } from "pg"
import { singleton } from "../cache/singleton"
import { Prisma, PrismaClient } from "./generated/prisma/client"
import { pool } from "./pool"
import { transactionScope } from "./transaction-scope"

/** Prisma's client; `db()` and `transaction()` are its only users. */
export const client = () => singleton("prisma", () => new PrismaClient({ adapter: new PrismaPg(pool()) }))

/**
 * Non-transactional client, for reads. Connects on first use, so that a build needs no database.
 * @throws Error inside `transaction()`: it would take a second connection, and ten such concurrent requests would
 * deadlock on the pool
 */
export function db(): PrismaClient {
  if (transactionScope().attempt) throw new Error("db() inside transaction(): use its tx")
  return client()
}

/**
 * Rows of a read-only statement; outside of a transaction straight from the driver, because Prisma's client adds more
 * to a page of rows than reading them costs. A bigint is returned as text.
 * @param tx the transaction that the statement is part of
 */
export async function readRows<Row extends object>(statement: Prisma.Sql, tx?: Tx): Promise<Row[]> {
  if (tx && tx !== client()) return tx.$queryRaw<Row[]>(statement)
  if (transactionScope().attempt) throw new Error("readRows inside transaction(): pass its tx")
  const { text, values } = statement
  return (await pool().query<Row>({ text, values, types: { getTypeParser } })).rows
}

const timestamptz = types.builtins.TIMESTAMPTZ

/** The driver's parsers, but for times: a page has many, and every session writes them in UTC (pool.ts). */
const getTypeParser = (oid: number, format?: "text" | "binary") =>
  oid === timestamptz ? utcTime : types.getTypeParser(oid, format as "text")

const driversTime = types.getTypeParser(timestamptz)

const utcTime = (text: string) =>
  /^\d{4}-[\d-]+ [\d:.]+\+00$/.test(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11)}:00`) : driversTime(text)

/** The database client inside `transaction()`. */
export type Tx = Prisma.TransactionClient

export { Prisma }
