import { canonicalEmail } from "../core/schema"

/** The options of a command line. */
export const options = {
  organization: { type: "string" },
  tenant: { type: "string" },
  all: { type: "boolean" },
  yes: { type: "boolean" },
} as const

export type Options = { organization?: string; tenant?: string; all?: boolean; yes?: boolean }

export type Command = {
  usage: string
  /** Takes `--organization`, `--tenant` and `--all` too. */
  targets?: true
  /** Returns what to print. */
  run: (args: string[], options: Options) => Promise<string>
}

/** A command line that does not say what is meant: the usage is printed. */
export class Misuse extends Error {
  override name = "Misuse"
}

/** The address of a command line. */
export function address(given: string | undefined): string {
  const email = canonicalEmail(given ?? "")
  if (!email) throw new Error("Enter one email address, such as ada@example.com.")
  return email
}

/** `1 session`, `2,000 sessions`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`
}
