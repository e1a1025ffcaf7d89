import { canonicalEmail } from "../core/schema"

/** The options of a command line. */
export const options = {
  organization: { type: "string" },
  tenant: { type: "string" },
  all: { type: "boolean" },
  yes: { type: "boolean" },
  compromised: { type: "boolean" },
  type: { type: "string" },
  redirect: { type: "string", multiple: true },
} as const

export type Options = {
  organization?: string
  tenant?: string
  all?: boolean
  yes?: boolean
  compromised?: boolean
  type?: string
  redirect?: string[]
}

export type Command = {
  usage: string
  /** Whether it accepts `--organization`, `--tenant` and `--all`. */
  targets?: true
  /** Whether it accepts `--compromised`. */
  compromised?: true
  /** Whether it accepts `--type` and `--redirect`. */
  applications?: true
  /** Returns the text to print. */
  run: (args: string[], options: Options) => Promise<string>
}

/** Invalid command line: the usage is printed. */
export class Misuse extends Error {
  override name = "Misuse"
}

/** Returns the canonical address of a command line argument. */
export function address(given: string | undefined): string {
  const email = canonicalEmail(given ?? "")
  if (!email) throw new Error("Enter one email address, such as ada@example.com.")
  return email
}

/** Formats a count: `1 session`, `2,000 sessions`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`
}
