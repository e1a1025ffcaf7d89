/** What Next gives a page as `searchParams`. */
export type RawSearch = Promise<Record<string, string | string[] | undefined>>

/** The query of an address, each name once: the first value counts. */
export type Search = Record<string, string | undefined>

export async function readSearch(raw: RawSearch): Promise<Search> {
  return Object.fromEntries(
    Object.entries(await raw).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}

/** A path with a query; what is undefined or empty is left out. */
export function address(path: string, search: Search): string {
  const query = new URLSearchParams(Object.entries(search).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return query.size > 0 ? `${path}?${query}` : path
}
