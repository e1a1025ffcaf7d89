import { createInterface } from "node:readline/promises"
import { Writable } from "node:stream"

/** Prompts at the terminal; without one, reads the next line of standard input. */
export async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = process.stdin.isTTY ? await terminal.question(question) : await nextLine()
  terminal.close()
  return answer.trim()
}

/** Prompts for a secret without echo; twice when typed. */
export async function askSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) return nextLine()
  const first = await hidden(question)
  const second = await hidden("Repeat it: ")
  if (first !== second) throw new Error("The passwords don't match. Nothing was changed.")
  return first
}

async function hidden(question: string): Promise<string> {
  process.stdout.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  const answer = await terminal.question("")
  terminal.close()
  process.stdout.write("\n")
  return answer
}

let lines: AsyncIterator<string> | undefined

async function nextLine(): Promise<string> {
  lines ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]()
  const { value, done } = await lines.next()
  if (done) throw new Error("Expected more input on standard input.")
  return String(value)
}

/** Requires typing a word before something destructive; `yes` skips that. */
export async function confirm(what: string, word: string, yes = false): Promise<void> {
  if (yes) return
  const answer = await ask(`${what}\nType ${word} to continue: `)
  if (answer !== word) throw new Error("The text doesn't match. Nothing was changed.")
}
