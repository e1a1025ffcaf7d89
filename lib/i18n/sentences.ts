/** German sentences by their English ones; `{x}` stands for what differs. */
export type Sentences = Readonly<Record<string, string>>

const quoted = (text: string) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&")

function match(pattern: string, english: string): Record<string, string> | undefined {
  const source = quoted(pattern).replace(/\{(\w+)\}/g, "(?<$1>.+)")
  const found = new RegExp(`^${source}$`, "s").exec(english)
  return found ? { ...found.groups } : undefined
}

/**
 * Says in another language what the rules of the API say in English, as gettext does: the English sentence is the key.
 * @returns the English sentence where there is no other
 */
export function inOtherWords(sentences: Sentences, english: string): string {
  const exact = Object.hasOwn(sentences, english) ? sentences[english] : undefined
  if (exact) return exact
  for (const [pattern, german] of Object.entries(sentences)) {
    const given = pattern.includes("{") ? match(pattern, english) : undefined
    if (given) return german.replace(/\{(\w+)\}/g, (_, name: string) => given[name] ?? "")
  }
  return english
}
