import { NanostackError } from "./error"

/**
 * Returns the API's address: `https://host` becomes `https://host/api/v1`.
 * @throws NanostackError configuration
 */
export function apiAddress(baseURL: string | null | undefined): string {
  const given = typeof baseURL === "string" ? baseURL.trim() : ""
  if (given === "")
    throw wrong("baseURL is missing. Pass the URL of your Nanostack server, such as https://users.example.com.")
  const url = parse(given)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    throw wrong(`baseURL must be an http or https URL, such as https://users.example.com, not "${given}".`)
  const path = url.pathname.replace(/\/+$/, "")
  return url.origin + (/(^|\/)v1$/.test(path) ? path : `${path}/api/v1`)
}

function parse(given: string): URL | null {
  try {
    // In a page, the address may be a path on its own host.
    return new URL(given, typeof document === "undefined" ? undefined : document.baseURI)
  } catch {
    return null
  }
}

/**
 * Fills in a path's parameters.
 * @throws NanostackError invalid_argument for anything but an ID or a link's token: `..` would be another address
 */
export function fillPath(template: string, params: object = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value: unknown = Reflect.get(params, name)
    if (typeof value === "string" && /^[\w-]{1,256}$/.test(value)) return value
    throw new NanostackError("invalid_argument", `${template} needs a valid ${name}; ${show(value)} isn't one.`)
  })
}

const show = (value: unknown) => (typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : String(value))

/** Returns the defined values as `?a=1&b=2`. */
export function queryString(query: object = {}): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== null)
  const text = new URLSearchParams(entries.map(([name, value]) => [name, textOf(value)])).toString()
  return text && `?${text}`
}

const textOf = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value))

function wrong(message: string): NanostackError {
  return new NanostackError("configuration", message)
}
