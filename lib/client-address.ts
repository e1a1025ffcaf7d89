import { BlockList, isIP } from "node:net"
import { addRange } from "./settings"

/** The proxies whose word counts, from a list of addresses and ranges. */
export function trustedProxies(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) addRange(list, range)
  return list
}

/**
 * Where a request comes from. The header is read from the right, which is the end that our proxies write: as long as
 * one is trusted, the one before it counts; what a client wrote further left never does.
 * @param socket address of the connection
 * @param forwardedFor the X-Forwarded-For that came with the request, or undefined
 * @returns an IP address without port or zone, IPv4 in its own form; empty when the connection is already gone
 */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | undefined,
  trusted: BlockList,
): string {
  let client = plain(socket ?? "")
  if (!forwardedFor) return client
  const hops = forwardedFor.split(",").map((hop) => plain(hop.trim()))
  while (isTrusted(client, trusted)) {
    const before = hops.pop()
    if (!before || !isIP(before)) break
    client = before
  }
  return client
}

function isTrusted(address: string, trusted: BlockList): boolean {
  return isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4")
}

/** `::ffff:10.0.0.1`, `10.0.0.1:443` and `[2001:db8::1]:443` are the addresses in them. */
function plain(text: string): string {
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1] ?? text
  return bare.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "")
}
