import { expect, test } from "vitest"
import { decode, type Encoding, encodings, guessEncoding } from "./encoding"

/** Encodes text in a single-byte code page. */
function encode(text: string, page: string): Uint8Array {
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder(page).decode(new Uint8Array([byte])), byte]),
  )
  return new Uint8Array([...text].map((c) => table.get(c) ?? 63))
}

function utf16(text: string, little: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), little)
  return new Uint8Array(view.buffer)
}

const table = "name;email\r\nÄnne Müller;anne@example.com\r\nRené Noël;rene@example.com\r\n"

test.each<readonly [string, Uint8Array, Encoding, string]>([
  ["UTF-8", new TextEncoder().encode(table), "utf-8", table],
  ["UTF-8 with a mark", new TextEncoder().encode(`\ufeff${table}`), "utf-8", table],
  ["plain ASCII", new TextEncoder().encode("a,b"), "utf-8", "a,b"],
  ["UTF-16 LE with a mark", utf16(`\ufeff${table}`, true), "utf-16le", table],
  ["UTF-16 BE with a mark", utf16(`\ufeff${table}`, false), "utf-16be", table],
  ["UTF-16 LE without", utf16(table, true), "utf-16le", table],
  ["UTF-16 BE without", utf16(table, false), "utf-16be", table],
  ["German and French of Windows", encode(table, "windows-1252"), "windows-1252", table],
  ["one umlaut", new Uint8Array([0xe4, 0x41]), "windows-1252", "äA"],
  ...["Иван Петров;ivan@example.com\nОльга Смирнова;olga@example.com", "имя;почта\nАнна;anna@example.com"].map(
    (text) => ["Russian", encode(text, "windows-1251"), "windows-1251", text] as const,
  ),
  ...["Γιώργος Παπαδόπουλος;g@example.com\nΕλένη Νικολάου;e@example.com"].map(
    (text) => ["Greek", encode(text, "windows-1253"), "windows-1253", text] as const,
  ),
  ...["Paweł Wiśniewski;p@example.com\nMałgorzata Dąbrowska;m@example.com"].map(
    (text) => ["Polish", encode(text, "windows-1250"), "windows-1250", text] as const,
  ),
  ...["Société «Été»; Zoë Noël;x@example.com"].map(
    (text) => ["French with signs", encode(text, "windows-1252"), "windows-1252", text] as const,
  ),
])("%s is guessed (U-15)", (_, bytes, encoding, text) => {
  expect(guessEncoding(bytes)).toBe(encoding)
  expect(decode(bytes, encoding)).toBe(text)
})

test("each selectable encoding is one that browsers support (U-15)", () => {
  for (const name of encodings)
    expect(decode(new Uint8Array([0x41, 0]), name)).toContain("A".slice(0, name === "utf-16be" ? 0 : 1))
})
