"use client"

import { createContext, use } from "react"

/** What can be selected; `name` is how it is called. */
export type Item = { id: string; name: string }

/** What the parts of a list with a selection share. */
export type Shared<T extends Item> = {
  /** What this page of the list shows. */
  page: ReadonlyMap<string, T>
  /** What is selected, also on other pages. */
  chosen: ReadonlyMap<string, T>
  choose(items: readonly T[], on: boolean): void
  clear: () => void
  /** The row that was touched last: the way from it to the bar is one step. */
  last: string | undefined
  /** How many fit the filters, if that is more than the page shows and more than are selected. */
  others: number
  /** Selects all that fit the filters, on every page. */
  chooseAll: () => void
  loading: boolean
}

/** Provided by `SelectionProvider`. */
export const SelectionContext = createContext<Shared<Item> | null>(null)

/** Returns the selection of the list around. */
export function useItems<T extends Item>(): Shared<T> {
  const shared = use(SelectionContext)
  if (!shared) throw new Error("useItems needs a SelectionProvider around it")
  return shared as unknown as Shared<T>
}
