import { writeSync } from "node:fs"
import pino, { type Logger } from "pino"
import { singleton } from "../cache/singleton"
import { env } from "../env"

const kept = new Set([
  "request_id",
  "client_request_id",
  "trace_id",
  "route",
  "method",
  "status",
  "ms",
  "code",
  "reason",
  "error",
  "err",
  "name",
])

/**
 * Logger: JSON lines on standard output. Only the fields listed here are written, whatever is passed: no URLs, bodies,
 * tokens or addresses. `code` and `reason` are those of an AppError; `error` is a message of ours or of a library,
 * never a request's content; `err` an Error, of which type, code and stack are written. `ms` is milliseconds.
 */
export const log = {
  error: (fields: object | string, message?: string) => write("error", fields, message),
  warn: (fields: object | string, message?: string) => write("warn", fields, message),
  info: (fields: object | string, message?: string) => write("info", fields, message),
  debug: (fields: object | string, message?: string) => write("debug", fields, message),
}

type RequestLine = {
  request_id: string
  client_request_id: string | undefined
  trace_id: string | undefined
  method: string
  route: string
  status: number
  ms: number
  code: string | undefined
  reason: string | undefined
}

/** Logs a finished request, in the form of pino's lines: for every request, and pino takes several times as long. */
export function logRequest(line: RequestLine): void {
  if (!singleton("log", make).isLevelEnabled("info")) return
  writeLine(`${JSON.stringify({ level: "info", time: new Date().toISOString(), name: "nanostack", ...line })}\n`)
}

function write(level: keyof typeof log, fields: object | string, message?: string): void {
  const logger = singleton("log", make)
  if (typeof fields === "string") logger[level](fields)
  else logger[level](fields, message)
}

function make(): Logger {
  const options = {
    level: env().LOG_LEVEL,
    base: { name: "nanostack" },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (level: string) => ({ level }),
      log: onlyKept,
    },
    serializers: { err: describe },
  }
  process.on("exit", flush)
  return pino(options, { write: writeLine })
}

let lines = ""

// One write for all lines of an event loop turn; also flushed on exit.
function writeLine(line: string): void {
  if (lines === "") setImmediate(flush)
  lines += line
}

// pino's own destination throws, or retries forever, when standard output is full. A line may be lost, a request not.
function flush(): void {
  const text = lines
  lines = ""
  try {
    if (text) writeSync(1, text)
  } catch (error) {
    // A slow reader: Node buffers the lines until there is room.
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") process.stdout.write(text, () => {})
  }
}

function onlyKept(fields: Record<string, unknown>): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const name in fields) if (kept.has(name)) shown[name] = fields[name]
  return shown
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
