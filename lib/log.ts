import pino, { type Logger } from "pino"
import { env } from "./env"
import { singleton } from "./singleton"

const kept = new Set(["request_id", "route", "method", "status", "ms", "error", "err", "name"])

/**
 * The log: JSON lines on standard output. Only the fields listed here are written, whatever is passed: no URLs, bodies, tokens or addresses.
 * `error` is a message of ours or of a library, never a request's content; `err` an Error, of which type, code and stack are written. `ms` is milliseconds.
 */
export const log = new Proxy({} as Logger, {
  get(_, name) {
    const logger = singleton("log", make)
    const value: unknown = Reflect.get(logger, name)
    return typeof value === "function" ? value.bind(logger) : value
  },
})

function make(): Logger {
  return pino({
    level: env().LOG_LEVEL,
    base: { name: "nanostack" },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (level) => ({ level }),
      log: (fields) => Object.fromEntries(Object.entries(fields).filter(([name]) => kept.has(name))),
    },
    serializers: { err: describe },
  })
}

// Prisma's validation errors quote the arguments of the call, PostgreSQL's may quote a value.
function describe(thrown: unknown) {
  if (!(thrown instanceof Error)) return { type: typeof thrown }
  const [message = ""] =
    thrown.name === "PrismaClientValidationError" ? [] : thrown.message.trim().split("\n").slice(-1)
  const stack = (thrown.stack ?? "")
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 12)
  return {
    type: thrown.name,
    code: (thrown as { code?: unknown }).code,
    message: message.replace(/\S+@\S+/g, "…").slice(0, 300),
    stack,
  }
}
