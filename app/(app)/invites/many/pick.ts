import type { Encoding } from "@/lib/core/encoding"
import { type Given, type Parsed, parsePeople, peopleOf } from "./given"
import type { Column } from "./headers"

/** Maximum size of a file, in bytes; only its first rows are read. */
export const LARGEST = 10 * 1024 * 1024
/** Maximum number of people in one list. */
export const MOST = 1000

/** A selected file, with its bytes, to be read again in another encoding. */
export type Picked = Read & { name: string; bytes: Uint8Array; encoding: Encoding }

/** A list after parsing. */
export type Read = {
  parsed: Parsed
  /** Meanings of the columns, detected or selected. */
  columns: readonly Column[]
  /** Lines with text, including those that were not read. */
  lines: number
}

/** Parses a list, from a file or pasted: at most one row more than can be sent. */
export function readList(text: string): Read {
  const parsed = parsePeople(text, MOST + 2)
  const columns = "sheet" in parsed ? parsed.sheet.columns : []
  const headers = "sheet" in parsed && parsed.sheet.header ? 1 : 0
  return { parsed, columns, lines: rowsOf({ parsed, columns }).length > MOST ? linesOf(text) - headers : 0 }
}

function linesOf(text: string): number {
  let lines = 0
  for (const _ of text.matchAll(/[^\r\n]*\S[^\r\n]*/g)) lines++
  return lines
}

/** Decodes and parses a file; the encoding is detected if not selected. */
export async function readBytes(name: string, bytes: Uint8Array, chosen?: Encoding): Promise<Picked> {
  const { decode, guessEncoding } = await import("@/lib/core/encoding")
  const encoding = chosen ?? guessEncoding(bytes)
  return { name, bytes, encoding, ...readList(decode(bytes, encoding)) }
}

/** The people of a list, by its columns. */
export function rowsOf({ parsed, columns }: Pick<Read, "parsed" | "columns">): Given[] {
  return "people" in parsed ? parsed.people : peopleOf(parsed.sheet, columns).rows
}

/** Headers of ignored columns. */
export const unknownOf = ({ parsed, columns }: Read): string[] =>
  "people" in parsed ? [] : peopleOf(parsed.sheet, columns).unknown

/** Whether neither the header nor the person says which column contains the address. */
export const lacksAddress = ({ parsed, columns }: Read): boolean => "sheet" in parsed && !columns.includes("email")

/** Whether the columns should be reviewed, because the header is unknown. */
export const needsLook = ({ parsed }: Read): boolean => "sheet" in parsed && !parsed.sheet.known
