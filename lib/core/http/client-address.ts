import { BlockList, isIP } from "node:net"
import { addRange } from "../settings"

/** Builds the list of trusted proxies from addresses and ranges. */
export function trustedProxies(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) addRange(list, range)
  return list
}

/**
 * Returns the client's address. X-Forwarded-For is read from the right, the end that our proxies write: while an entry
 * is trusted, the one before it counts; entries that a client wrote further left never do.
 * @param socket address of the connection
 * @param forwardedFor the request's X-Forwarded-For, or undefined
 * @returns an IP address without port or zone, IPv4 in its own form; empty when the connection is already closed
 */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | undefined,
  trusted: BlockList,
): string {
  return walk(socket, forwardedFor, trusted).client
}

/**
 * Returns the protocol that the client used, as reported by the outermost trusted proxy. Where each proxy has appended
 * a value, as in X-Forwarded-For, the one beside the client's address counts; where only the first has written, that
 * one.
 * @param forwardedProto the request's X-Forwarded-Proto
 * @returns "http", "https" or the raw value, in lower case; undefined where no trusted proxy reports one
 */
export function clientProtocol(
  socket: string | undefined,
  forwardedFor: string | undefined,
  forwardedProto: string,
  trusted: BlockList,
): string | undefined {
  if (!isTrusted(addressOf(socket ?? ""), trusted)) return undefined
  const { steps } = walk(socket, forwardedFor, trusted)
  const said = forwardedProto.split(",")
  return said[Math.max(0, said.length - Math.max(1, steps))]?.trim().toLowerCase()
}

/** Returns the client, and how many entries of the header lead to it. */
function walk(socket: string | undefined, forwardedFor: string | undefined, trusted: BlockList) {
  let client = addressOf(socket ?? "")
  let steps = 0
  if (!forwardedFor) return { client, steps }
  const hops = forwardedFor.split(",").map((hop) => addressOf(hop.trim()))
  while (isTrusted(client, trusted)) {
    const before = hops.pop()
    if (!before || !isIP(before)) break
    client = before
    steps++
  }
  return { client, steps }
}

function isTrusted(address: string, trusted: BlockList): boolean {
  return isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4")
}

/** Extracts the address from `::ffff:10.0.0.1`, `10.0.0.1:443` and `[2001:db8::1]:443`. */
export function addressOf(text: string): string {
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1] ?? text
  return bare.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "")
}
