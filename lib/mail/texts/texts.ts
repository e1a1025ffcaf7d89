import type english from "./en"

type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

/** The texts of every email in one language; a missing one doesn't compile. */
export type Texts = Translated<typeof english>
