import { checkAnswer, origin } from "./document"
import { errorCodes } from "./notes"
import { noteSecret, noteSecretsIn } from "./secrets"

/** A response. `outcome` sums it up: "200", or "409 last_admin". */
export type Answer<T> = {
  status: number
  outcome: string
  headers: Headers
  /** The raw text. */
  text: string
  data: T
  error: {
    code: string
    message: string
    request_id: string
    required?: string
    challenge_url?: string
    used_by?: Record<string, number>
    fields?: Field[]
    organizations?: Dependent[]
  }
  pagination: { next_cursor: string | null; has_more: boolean; limit: number; total?: number }
}

type Field = { field: string; code: string; message: string }
type Dependent = { id: string; name: string; tenant_id: string; others: number; deletable: boolean }

export type Options = {
  /** Sent as JSON. */
  body?: unknown
  /** Sent as is. */
  text?: string
  token?: string | undefined
  headers?: Record<string, string>
  /** Another server than the default one. */
  origin?: string
}

const keys = /hash|salt|password_|totp|recovery/i
/** Its salt is part of a proof of work, and of nothing stored. */
const challenges = "GET /auth/bot-challenge"

/**
 * Sends a request such as `api("GET /users/me", { token })`. In every test the response has to match the OpenAPI
 * document, have the common headers and contain no stored secret (S-188); a 5xx always fails.
 */
export async function api<T = unknown>(line: string, options: Options = {}): Promise<Answer<T>> {
  const [method = "GET", target = "/"] = line.split(" ", 2)
  const response = await fetch(`${options.origin ?? origin()}/api/v1${target}`, {
    method,
    redirect: "manual",
    headers: { ...headersOf(options), ...options.headers },
    body: options.text ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
  })
  const text = await response.text()
  const { status, headers } = response
  if (status >= 500) throw new Error(`${line} → ${status}: ${text}`)
  if (headers.get("cache-control") !== "no-store" || !headers.get("x-request-id"))
    throw new Error(`${line} → ${status} lacks Cache-Control: no-store or X-Request-Id`)
  const body = text === "" ? null : parse(line, text)
  if (method !== "HEAD" && method !== "OPTIONS") await checkAnswer(method, target.split("?")[0] ?? "", status, body)
  const { data, error, pagination } = body ?? {}
  if (error) errorCodes.add(error.code)
  for (const value of [options.body, data]) noteSecretsIn(value)
  if (options.token) noteSecret(options.token)
  return {
    status,
    outcome: [status, error?.code].filter(Boolean).join(" "),
    headers,
    text,
    data,
    error,
    pagination,
  } as Answer<T>
}

function headersOf({ body, text, token }: Options): Record<string, string> {
  return {
    ...(body === undefined && text === undefined ? {} : { "content-type": "application/json" }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
}

function parse(line: string, text: string): Partial<Answer<unknown>> {
  return JSON.parse(text, (key, value) => {
    if (keys.test(key) && line !== challenges) throw new Error(`${line} shows ${key}`)
    return value
  })
}

/** The response without what differs between equal requests. */
export function alike({ status, text }: Answer<unknown>): string {
  return `${status} ${text.replace(/"request_id":"[^"]*"/, '"request_id":""')}`
}
