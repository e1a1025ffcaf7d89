import { addressOf, password } from "./fill"

const json = { "content-type": "application/json" }

/** Sends a request to our API, and throws on an error. */
export async function ask(url: string, token?: string, body?: object): Promise<Record<string, unknown>> {
  // Node's fetch looks like a browser's, which sends an origin.
  const headers = { ...json, origin: new URL(url).origin, ...(token && bearer(token)) }
  const response = await fetch(url, body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers })
  const text = await response.text()
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}: ${text.slice(0, 300)}`)
  return JSON.parse(text)
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Body of a sign-in. `{k}` in an account's name is kept, for the load generator. */
export const credentials = (account: string) => ({ email: addressOf(account), password })

/** Registers a person, whose password all accounts of the benchmark get; returns the address. */
export async function register(origin: string, organization: string): Promise<string> {
  const email = addressOf("pattern")
  await ask(`${origin}/v1/auth/register`, undefined, {
    email,
    password,
    name: "Pattern",
    organization_id: organization,
  })
  return email
}

/** Signs in and returns the access token. */
export async function signIn(origin: string, account: string): Promise<string> {
  const { data } = await ask(`${origin}/v1/auth/login`, undefined, credentials(account))
  return (data as { token: string }).token
}

/** Pages through a list as a client does and returns the cursor after its first `rows` rows. */
export async function cursorAfter(list: string, rows: number, token: string): Promise<string> {
  let cursor = ""
  for (let left = rows; left > 0; ) {
    const limit = Math.min(100, left)
    const page = await ask(`${list}?limit=${limit}${cursor && `&cursor=${cursor}`}`, token)
    const next = (page.pagination as { next_cursor: string | null }).next_cursor
    if (typeof next !== "string") throw new Error(`the list ended ${left} rows too early`)
    cursor = encodeURIComponent(next)
    left -= limit
  }
  return cursor
}
