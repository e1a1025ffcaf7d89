import { type Challenge, createChallenge, randomInt, verifySolution } from "altcha-lib"
import { deriveKey } from "altcha-lib/algorithms/pbkdf2"
import { z } from "zod"
import { derivedKey, env } from "../env"
import { claimOnce } from "../identity/challenges"

/** Rounds of PBKDF2 per try, and the number of tries: about a second of a laptop, some of a phone, whatever the luck. */
const cost = 1_000
const tries = { least: 500, most: 2_500 }

const lifeSeconds = 10 * 60

/** ALTCHA's format: base64 of `{challenge, solution}`. Anything else, also in the challenge, breaks its signature. */
const Solved = z.object({
  challenge: z.object({
    parameters: z.looseObject({ nonce: z.string(), expiresAt: z.number() }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
})

/** Keys that sign a challenge, and the solution that it hides; null where there is no previous secret. */
function secretsOf(secret: "current" | "previous") {
  const [challenge, solution] = ["bot-challenge", "bot-solution"].map((label) => derivedKey(label, secret))
  if (!challenge || !solution) return null
  const text = (key: Uint8Array) => Buffer.from(key).toString("base64url")
  return { hmacSignatureSecret: text(challenge), hmacKeySignatureSecret: text(solution) }
}

/** Creates a challenge. Nothing is stored: it proves itself by its signature. */
export function createWork(): Promise<Challenge> {
  return createChallenge({
    algorithm: "PBKDF2/SHA-256",
    cost,
    counter: randomInt(tries.most, tries.least),
    deriveKey,
    expiresAt: new Date(Date.now() + lifeSeconds * 1000),
    ...secretsOf("current"),
  })
}

/**
 * Whether a solution is right and was not used before; uses it up.
 * @param given what a client sent
 */
export async function acceptWork(given: string): Promise<boolean> {
  const solved = read(given)
  if (!solved) return false
  // Asked for just before AUTH_SECRET was rotated.
  const secrets = env().AUTH_SECRET_PREVIOUS ? (["current", "previous"] as const) : (["current"] as const)
  for (const secret of secrets) {
    const keys = secretsOf(secret)
    const checked = keys && (await verifySolution({ ...solved, deriveKey, ...keys }))
    if (checked?.verified) return claimOnce("bot_solution", solved.challenge.parameters.nonce, lifeSeconds)
  }
  return false
}

function read(given: string) {
  try {
    const { challenge, solution } = Solved.parse(JSON.parse(Buffer.from(given, "base64").toString("utf8")))
    return { challenge: challenge as unknown as Challenge, solution }
  } catch {
    return null
  }
}
