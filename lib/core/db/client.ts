import { PrismaPg } from "@prisma/adapter-pg"
import { types } from "pg"
import { singleton } from "../cache/singleton"
import { isoSeconds } from "../schema"
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
  return tx && tx !== client() ? tx.$queryRaw<Row[]>(statement) : read<Row>(statement, utcTime)
}

/** A row of a page: its times are text, as the API writes them. */
export type Listed<Row> = { [Key in keyof Row]: Row[Key] extends Date | null ? TextFor<Row[Key]> : Row[Key] }
type TextFor<Time> = Time extends Date ? string : Time

/**
 * The same, of a page, whose rows are those of a type in `Listed`: a date made of each time and written again would cost
 * as much as reading the page.
 */
export const readListed = <Row extends object>(statement: Prisma.Sql): Promise<Row[]> => read<Row>(statement, shownTime)

async function read<Row extends object>({ text, values }: Prisma.Sql, time: (text: string) => unknown): Promise<Row[]> {
  if (transactionScope().attempt) throw new Error("a read inside transaction() needs its tx")
  const getTypeParser = (oid: number, format?: "text" | "binary") =>
    oid === timestamptz ? time : types.getTypeParser(oid, format as "text")
  return (await pool().query<Row>({ text, values, types: { getTypeParser } })).rows
}

const timestamptz = types.builtins.TIMESTAMPTZ
const driversTime = types.getTypeParser(timestamptz)

/** Whether PostgreSQL wrote a time as nearly always: every session writes them in UTC (pool.ts). */
const isUtc = (text: string) => /^\d{4}-[\d-]+ [\d:.]+\+00$/.test(text)

const utcTime = (text: string) =>
  isUtc(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11)}:00`) : driversTime(text)

const shownTime = (text: string) =>
  isUtc(text) ? `${text.slice(0, 10)}T${text.slice(11, 19)}Z` : isoSeconds(driversTime(text))

/** The database client inside `transaction()`. */
export type Tx = Prisma.TransactionClient

export { Prisma }
