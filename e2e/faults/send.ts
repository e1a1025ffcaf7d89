/** A response; `status` 0 without one. */
export type Answer = {
  status: number
  outcome: string
  headers: Headers
  data: Record<string, unknown>
  pagination?: { next_cursor: string | null; has_more: boolean }
}

export type Options = { token?: string; body?: unknown; key?: string; timeout?: number }

/** Sends a request such as `send(origin, "GET /users/me", { token })`; a broken connection counts as a response too. */
export async function send(origin: string, line: string, options: Options = {}): Promise<Answer> {
  const [method = "GET", path = ""] = line.split(" ")
  const { token, body, key, timeout = 30_000 } = options
  try {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(timeout),
    })
    const { status, headers } = response
    const { data, error, pagination } = status === 204 ? {} : await response.json()
    return { status, headers, data: data ?? {}, pagination, outcome: [status, error?.code].filter(Boolean).join(" ") }
  } catch (error) {
    const { name, cause } = error as { name: string; cause?: { code?: string } }
    return { status: 0, headers: new Headers(), data: {}, outcome: `none: ${cause?.code ?? name}` }
  }
}
