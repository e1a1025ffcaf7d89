import { BlockList, isIP } from "node:net"
import { addRange } from "../settings"

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
  return walk(socket, forwardedFor, trusted).client
}

/**
 * What the outermost trusted proxy says the client spoke to it. Where each proxy has added its word, as to
 * X-Forwarded-For, the one beside the client's address counts; where only the first has written, that one.
 * @param forwardedProto the X-Forwarded-Proto that came with the request
 * @returns "http", "https" or whatever it says, in lower case; undefined where nobody who is trusted says anything
 */
export function clientProtocol(
  socket: string | undefined,
  forwardedFor: string | undefined,
  forwardedProto: string,
  trusted: BlockList,
): string | undefined {
  if (!isTrusted(plain(socket ?? ""), trusted)) return undefined
  const { steps } = walk(socket, forwardedFor, trusted)
  const said = forwardedProto.split(",")
  return said[Math.max(0, said.length - Math.max(1, steps))]?.trim().toLowerCase()
}

/** The client, and how many entries of the header lead to it. */
function walk(socket: string | undefined, forwardedFor: string | undefined, trusted: BlockList) {
  let client = plain(socket ?? "")
  let steps = 0
  if (!forwardedFor) return { client, steps }
  const hops = forwardedFor.split(",").map((hop) => plain(hop.trim()))
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

/** `::ffff:10.0.0.1`, `10.0.0.1:443` and `[2001:db8::1]:443` are the addresses in them. */
function plain(text: string): string {
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1] ?? text
  return bare.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "")
}
