import type { Words } from "./words"

/** Content of a message, rendered as HTML and as plain text. All of it is text, never markup. */
export type Content = {
  subject: string
  greeting: string
  lines: string[]
  /** A message that a person wrote to the recipient. */
  quote?: { by: string; text: string } | null
  /** A code to type, on a line of its own. */
  code?: string
  /** Label and value, such as the device of a sign-in. */
  facts?: [string, string][]
  action?: { label: string; url: string }
  /** Small print after the action: how long the link works, what to do if it wasn't you. */
  notes?: string[]
}

/** A function per message of a group. */
export type Messages<Data> = { [T in keyof Data]: (data: Data[T], words: Words) => Content }
