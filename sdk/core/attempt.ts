import { readAnswer } from "./answer"
import { NanostackError } from "./error"
import type { CallOptions, TransportOptions } from "./options"
import type { Prepared } from "./request"
import { aborted } from "./retry"

/**
 * Sends a request once.
 * @throws NanostackError
 */
export async function attempt(
  config: TransportOptions,
  { method, url, headers, body, keepalive }: Prepared,
  token: string | null,
  options: CallOptions,
) {
  const { signal } = options
  if (signal?.aborted) throw aborted(signal)
  const limit = options.timeout ?? config.timeout ?? 30_000
  const controller = new AbortController()
  let late = false
  const timer = setTimeout(() => {
    late = true
    controller.abort()
  }, limit)
  const stop = () => controller.abort()
  signal?.addEventListener("abort", stop, { once: true })
  const address = url.split("?", 1)[0] ?? url
  try {
    const response = await (config.fetch ?? fetch)(url, {
      method,
      headers: token ? { ...headers, authorization: `Bearer ${checked(token)}` } : headers,
      body: body ?? null,
      signal: controller.signal,
      ...uncached(),
      ...(keepalive && { keepalive }),
      // If followed, a POST would become a GET, and the credential be sent elsewhere or not at all.
      redirect: "manual",
    })
    return readAnswer(response, await response.text(), address)
  } catch (error) {
    if (error instanceof NanostackError) throw error
    if (signal?.aborted) throw aborted(signal)
    if (late)
      throw new NanostackError("timeout", `${address} didn't respond within ${limit / 1000} seconds.`, { cause: error })
    throw new NanostackError("network_error", unreachable(address), { cause: error })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener("abort", stop)
  }
}

let noStore: { cache?: "no-store" } | undefined

/** Options for `fetch` that bypass caches. Some runtimes, such as older Cloudflare Workers, throw for `cache`. */
export function uncached() {
  noStore ??= acceptsCache() ? { cache: "no-store" } : {}
  return noStore
}

function acceptsCache(): boolean {
  try {
    return new Request("https://nanostack.invalid", { cache: "no-store" }).cache === "no-store"
  } catch {
    return false
  }
}

function unreachable(address: string): string {
  const where = `${address} can't be reached, or the connection was lost. Check the network and baseURL`
  if (typeof document === "undefined") return `${where}.`
  return `${where}, and that CORS_ORIGINS on the server includes ${location.origin}.`
}

function checked(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw new NanostackError("configuration", "The token or API key contains invalid characters, such as a line break.")
}
