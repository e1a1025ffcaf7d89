// Rules for weak passwords, shared by the server and the browser's strength meter.

/** Normalizes a password for comparison with common passwords. */
export const plainPassword = (password: string): string => password.normalize("NFKC").toLowerCase()

/** Whether a password is the email address, its local part, or our name. */
export function isObvious(password: string, email: string): boolean {
  const given = plainPassword(password)
  const address = email.trim().toLowerCase()
  return given === "nanostack" || (given !== "" && (given === address || given === address.split("@")[0]))
}

/** From empty to strong. */
export type Strength = 0 | 1 | 2 | 3 | 4

export type Judgement = { strength: Strength; why: "missing" | "common" | "obvious" | "few" | null }

type Given = {
  password: string
  email: string
  /** PASSWORD_MIN_LENGTH. */
  least: number
  /** The server's list of common passwords; null until loaded, and where it can't be. */
  common: ReadonlySet<string> | null
}

/**
 * Rates a password: one that the server will reject is weak, with the reason. The rest is estimated from length and
 * variety, at most "fair" while the list of common passwords isn't loaded.
 */
export function judge({ password, email, least, common }: Given): Judgement {
  const given = plainPassword(password)
  const length = [...given].length
  if (length === 0) return { strength: 0, why: null }
  if (length < least) return { strength: 1, why: "missing" }
  if (common?.has(given)) return { strength: 1, why: "common" }
  if (isObvious(given, email)) return { strength: 1, why: "obvious" }
  const varied = new Set(given).size
  if (varied < 4) return { strength: 1, why: "few" }
  const score = length + varied
  const guess = score < 18 ? 2 : score < 26 ? 3 : 4
  return { strength: Math.min(guess, common ? mostWith(given, common) : 2) as Strength, why: null }
}

/** A common password between digits and symbols is hardly better: `password123!`. */
function mostWith(given: string, common: ReadonlySet<string>): number {
  const core = given.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")
  if (core.length < 4 || !common.has(core)) return 4
  return given.length - core.length < 6 ? 1 : 2
}
