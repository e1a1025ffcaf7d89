import type { Page } from "./types"

type FetchPage<T> = (query: object, patience?: number) => Promise<Page<T>>

/** Rows that come one after the other or page by page; nothing is asked for before. */
export class List<T> implements AsyncIterable<T> {
  readonly #fetch: FetchPage<T>
  readonly #query: { limit?: number; cursor?: string }

  constructor(fetch: FetchPage<T>, query: { limit?: number; cursor?: string } = {}) {
    this.#fetch = fetch
    this.#query = query
  }

  /** One page: the first, or the one that `cursor` (`pagination.next_cursor` of the one before) names. */
  page(cursor?: string): Promise<Page<T>> {
    return this.#fetch(cursor === undefined ? {} : { cursor })
  }

  /** Every page from the first, or from the cursor that the list was asked for with. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    const limit = this.#query.limit ?? 100
    let { cursor } = this.#query
    for (let first = true; ; first = false) {
      // Whoever has read half of a list would have to begin again: it is worth more patience than a single call.
      const page = await this.#fetch({ limit, ...(cursor && { cursor }) }, first ? undefined : 10)
      yield page
      cursor = page.pagination.next_cursor ?? undefined
      if (!cursor) return
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.data
  }
}
