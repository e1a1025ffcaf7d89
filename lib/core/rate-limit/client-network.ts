import { currentRequest } from "../context"

/** The client of this request: an IPv4 address, or the network of an IPv6 address, of which one customer has many. */
export function currentClient(): string {
  return networkOf(currentRequest().ip ?? "unknown")
}

/** Returns an IPv4 address unchanged, an IPv6 address cut to its first 64 bits. */
export function networkOf(ip: string): string {
  if (!ip.includes(":")) return ip
  const [head = "", tail] = ip.toLowerCase().split("::")
  const left = head.split(":").filter(Boolean)
  const right = (tail ?? "").split(":").filter(Boolean)
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => "0")
  const groups = [...left, ...zeros, ...right].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`
}
