import type { Page } from "./types"

type FetchPage<T> = (query: object, patience?: number) => Promise<Page<T>>

/** Rows of a list, one by one or by page; requested on demand. */
export class List<T> implements AsyncIterable<T> {
  readonly #fetch: FetchPage<T>
  readonly #query: { limit?: number; cursor?: string }

  constructor(fetch: FetchPage<T>, query: { limit?: number; cursor?: string } = {}) {
    this.#fetch = fetch
    this.#query = query
  }

  /** Returns one page: the first, or that of `cursor` (the previous page's `pagination.next_cursor`). */
  page(cursor?: string): Promise<Page<T>> {
    return this.#fetch(cursor === undefined ? {} : { cursor })
  }

  /** Yields every page from the first, or from the query's cursor on. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    const limit = this.#query.limit ?? 100
    let { cursor } = this.#query
    for (let first = true; ; first = false) {
      // More retries than for a single call: a list that fails halfway would have to be restarted.
      const page = await this.#fetch({ limit, ...(cursor && { cursor }) }, first ? undefined : 10)
      yield page
      // A feed has a cursor on its last page too.
      cursor = page.pagination.next_cursor ?? undefined
      if (!page.pagination.has_more || !cursor) return
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.data
  }
}
