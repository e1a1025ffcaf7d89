/**
 * Returns the one instance per process. This module is evaluated once per bundle (Next's and the server's), so only
 * third-party objects belong here: pools, clients, caches. Our own classes exist twice.
 * @param name unique within the project
 * @param make called once, on first use
 */
export function singleton<T>(name: string, make: () => T): T {
  const key = keyOf(name)
  const store = globalThis as unknown as Record<symbol, T | undefined>
  store[key] ??= make()
  return store[key]
}

const keys = new Map<string, symbol>()

function keyOf(name: string): symbol {
  const known = keys.get(name)
  if (known) return known
  const key = Symbol.for(`nanostack.${name}`)
  keys.set(name, key)
  return key
}
