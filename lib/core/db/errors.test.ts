import { expect, test } from "vitest"
import { isUnavailable } from "./errors"

const said = (message: string, code?: string) => Object.assign(new Error(message), { code })

test.each([
  [
    "PostgreSQL's main process was killed",
    "Raw query failed. Code: `57P01`. Message: `terminating connection due to unexpected postmaster exit`",
    "P2010",
  ],
  [
    "it recovers",
    "Raw query failed. Code: `57P03`. Message: `the database system is not yet accepting connections`",
    "P2010",
  ],
  ["a model's query was cut off", "Database error. Code: `57P01`. Message: `terminating connection`", "P2039"],
  [
    "the connection broke inside a transaction",
    "Client has encountered a connection error and is not queryable",
    undefined,
  ],
  [
    "a lock was not to be had",
    "Raw query failed. Code: `55P03`. Message: `canceling statement due to lock timeout`",
    "P2010",
  ],
  ["PostgreSQL hung up", "Raw query failed. Code: `N/A`. Message: `Server has closed the connection.`", "P2010"],
  ["a statement took too long", "canceling statement due to statement timeout", "57014"],
])("R-003, R-020 – %s: try again later, not our mistake", (_, message, code) => {
  expect(isUnavailable(said(message, code))).toBe(true)
})

test.each([
  ["a violated index", "Raw query failed. Code: `23505`. Message: `duplicate key value violates unique constraint`"],
  ["a mistake in a statement", "Raw query failed. Code: `42601`. Message: `syntax error`"],
])("%s is no outage", (_, message) => {
  expect(isUnavailable(said(message, "P2010"))).toBe(false)
})
