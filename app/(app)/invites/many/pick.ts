import type { Encoding } from "@/lib/core/encoding"
import { type Given, type Parsed, parsePeople, peopleOf } from "./given"
import type { Column } from "./headers"

/** How large a file may be, in bytes; only its first rows are looked at. */
export const LARGEST = 10 * 1024 * 1024
/** People in one list. */
export const MOST = 1000

/** A file that was picked: its bytes stay, to be read in another encoding. */
export type Picked = Read & { name: string; bytes: Uint8Array; encoding: Encoding }

/** A list as it was read. */
export type Read = {
  parsed: Parsed
  /** What the columns of a table hold, as guessed or chosen. */
  columns: readonly Column[]
  /** Lines with text, beyond those that were read. */
  lines: number
}

/** Reads a list, of a file or pasted: at most one row more than can be sent. */
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

/** Decodes and reads a file; the encoding is guessed where it isn't chosen. */
export async function readBytes(name: string, bytes: Uint8Array, chosen?: Encoding): Promise<Picked> {
  const { decode, guessEncoding } = await import("@/lib/core/encoding")
  const encoding = chosen ?? guessEncoding(bytes)
  return { name, bytes, encoding, ...readList(decode(bytes, encoding)) }
}

/** The people of a list, by the columns that are chosen. */
export function rowsOf({ parsed, columns }: Pick<Read, "parsed" | "columns">): Given[] {
  return "people" in parsed ? parsed.people : peopleOf(parsed.sheet, columns).rows
}

/** Headers of the columns that are left out. */
export const unknownOf = ({ parsed, columns }: Read): string[] =>
  "people" in parsed ? [] : peopleOf(parsed.sheet, columns).unknown

/** Whether the table doesn't say which column holds the address, and nobody has. */
export const lacksAddress = ({ parsed, columns }: Read): boolean => "sheet" in parsed && !columns.includes("email")

/** Whether people should look at what the columns hold: their names aren't known. */
export const needsLook = ({ parsed }: Read): boolean => "sheet" in parsed && !parsed.sheet.known
