"use client"

import { createContext, use } from "react"

/** A selectable item with its display name. */
export type Item = { id: string; name: string }

/** State that the parts of a list with a selection share. */
export type Shared<T extends Item> = {
  /** The items on this page of the list. */
  page: ReadonlyMap<string, T>
  /** The selected items, including those on other pages. */
  chosen: ReadonlyMap<string, T>
  choose(items: readonly T[], on: boolean): void
  clear: () => void
  /** The row touched last, which has a skip link to the bar. */
  last: string | undefined
  /** Number of matching items, if it exceeds both this page and the selection. */
  others: number
  /** Selects all matching items, on every page. */
  chooseAll: () => void
  loading: boolean
}

/** Provided by `SelectionProvider`. */
export const SelectionContext = createContext<Shared<Item> | null>(null)

/** Returns the selection of the enclosing list. */
export function useItems<T extends Item>(): Shared<T> {
  const shared = use(SelectionContext)
  if (!shared) throw new Error("useItems needs a SelectionProvider around it")
  return shared as unknown as Shared<T>
}
