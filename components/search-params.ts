/** `searchParams` of a page in Next.js. */
export type RawSearch = Promise<Record<string, string | string[] | undefined>>

/** Query parameters of a URL; the first value of each counts. */
export type Search = Record<string, string | undefined>

export async function readSearch(raw: RawSearch): Promise<Search> {
  return Object.fromEntries(
    Object.entries(await raw).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}

/** Returns a path with a query; undefined and empty values are left out. */
export function address(path: string, search: Search): string {
  const query = new URLSearchParams(Object.entries(search).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return query.size > 0 ? `${path}?${query}` : path
}
