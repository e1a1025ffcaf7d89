import type { Words } from "./words"

/** What a message says, once: the HTML and the plain text are both made of it. All of it is text, never markup. */
export type Content = {
  subject: string
  greeting: string
  lines: string[]
  /** What a person wrote to the recipient. */
  quote?: { by: string; text: string } | null
  /** Label and value, such as the device of a sign-in. */
  facts?: [string, string][]
  action?: { label: string; url: string }
  /** Smaller print after the action: how long the link works, what to do when it was not you. */
  notes?: string[]
}

/** One function for each message of a group. */
export type Messages<Data> = { [T in keyof Data]: (data: Data[T], words: Words) => Content }
