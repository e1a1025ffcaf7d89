import { expect, test } from "vitest"
import { clientAddress, clientProtocol, trustedProxies } from "./client-address"

const nobody = trustedProxies([])
const proxies = trustedProxies(["10.0.0.0/8", "::1"])

test.each([
  ["without proxies the header is not believed", "203.0.113.5", "1.2.3.4", nobody, "203.0.113.5"],
  ["a stranger's header is not believed", "203.0.113.5", "1.2.3.4", proxies, "203.0.113.5"],
  ["a proxy's is", "10.0.0.1", "198.51.100.7", proxies, "198.51.100.7"],
  ["only the end that proxies wrote counts", "10.0.0.1", "1.2.3.4, 198.51.100.7, 10.0.0.2", proxies, "198.51.100.7"],
  ["nonsense ends the walk", "10.0.0.1", "1.2.3.4, unknown", proxies, "10.0.0.1"],
  ["a proxy without header is the client", "10.0.0.1", undefined, proxies, "10.0.0.1"],
  ["all trusted: the first", "10.0.0.1", "10.0.0.3, 10.0.0.2", proxies, "10.0.0.3"],
  ["IPv4 inside IPv6", "::ffff:10.0.0.1", "::ffff:198.51.100.7", proxies, "198.51.100.7"],
  ["ports are cut", "::1", "[2001:db8::7]:4711", proxies, "2001:db8::7"],
  ["ports of IPv4 too", "::1", "198.51.100.7:4711", proxies, "198.51.100.7"],
  ["a closed connection has none", undefined, "1.2.3.4", proxies, ""],
])("%s", (_, socket, header, trusted, client) => {
  expect(clientAddress(socket, header, trusted)).toBe(client)
})

test.each([
  ["a stranger's word is none", "203.0.113.5", undefined, "http", undefined],
  ["a proxy's is", "10.0.0.1", "198.51.100.7", "http", "http"],
  ["also without an address", "10.0.0.1", undefined, " HTTP ", "http"],
  ["of one proxy the last word, not the client's before it", "10.0.0.1", "198.51.100.7", "https, http", "http"],
  ["… and not that of a client who makes up hops too", "10.0.0.1", "1.2.3.4, 198.51.100.7", "https, http", "http"],
  ["of two the outer one's, who ended TLS", "10.0.0.1", "198.51.100.7, 10.0.0.2", "https, http", "https"],
  ["two of which the inner passes on", "10.0.0.1", "198.51.100.7, 10.0.0.2", "https", "https"],
  ["empty is nothing that counts", "10.0.0.1", "198.51.100.7", "", ""],
])("S-273 – %s", (_, socket, hops, header, protocol) => {
  expect(clientProtocol(socket, hops, header, proxies)).toBe(protocol)
})
