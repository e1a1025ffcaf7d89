/** Whether a text may be, or contain, an address. */
export const isAddress = (text: string) => /\S@\S/.test(text)

type Entry = { line: number; email: string; name: string }

/** The text between two separators, and the separator after it. */
type Part = { text: string; after: string }

/**
 * Reads addresses between commas, semicolons, tabs and lines, also as `Name <address>`. A comma inside a name, as
 * Outlook writes it, doesn't separate: `Lovelace, Ada <ada@example.com>` is Ada Lovelace.
 * @param most entries to read
 */
export function readAddresses(text: string, most = Number.POSITIVE_INFINITY): Entry[] {
  const entries: Entry[] = []
  let line = 1
  for (const [, written = ""] of text.replace(/^\ufeff/, "").matchAll(/([^\r\n]*)(?:\r\n?|\n|$)/g)) {
    if (entries.length >= most) break
    for (const entry of entriesOf(written)) entries.push({ line, ...entry })
    line++
  }
  return entries
}

function entriesOf(line: string): Omit<Entry, "line">[] {
  const found: Omit<Entry, "line">[] = []
  let names: string[] = []
  // Text that isn't part of a name is a row without an address, to be corrected.
  const flush = () => {
    found.push(...names.map((name) => ({ email: name, name: "" })))
    names = []
  }
  for (const { text, after } of partsOf(line)) {
    const [, name = "", email = ""] = /^(.*?)<([^<>]*)>$/.exec(text) ?? []
    if (email) {
      if (!name.trim() || /^\s*"/.test(name)) flush()
      found.push({ email: email.trim(), name: nameOf([...names, name]) })
      names = []
    } else if (isAddress(text)) {
      flush()
      found.push(...bare(text))
    } else if (text) {
      names.push(text)
      if (after !== ",") flush()
    }
  }
  flush()
  return found
}

// Quotes and angle brackets are bounded, so that a file full of them takes linear time.
function partsOf(line: string): Part[] {
  return [...line.matchAll(/((?:"[^"]{0,400}"|<[^<>]{0,400}>|[^,;\t"<]+|["<])*)([,;\t]|$)/g)]
    .map(([, text = "", after = ""]) => ({ text: text.trim(), after }))
    .filter(({ text }) => text)
}

/** Reverses `Lovelace, Ada`; quoted names and names with more commas are unchanged. */
function nameOf(parts: readonly string[]): string {
  const names = parts.map((part) => part.trim().replace(/^"(.*)"$/, "$1")).filter(Boolean)
  return names.length === 2 ? `${names[1]} ${names[0]}` : names.join(", ")
}

function bare(text: string): Omit<Entry, "line">[] {
  const words = text.split(/\s+/)
  return words.every(isAddress) ? words.map((email) => ({ email, name: "" })) : [{ email: text, name: "" }]
}
