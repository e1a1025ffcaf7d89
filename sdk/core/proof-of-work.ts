import type { Api } from "./call"
import { NanostackError } from "./error"
import type { CallOptions } from "./options"
import { aborted } from "./retry"
import type { Data } from "./types"

type Challenge = Data<"GET /auth/bot-challenge">

/** Wraps a call that the server may refuse without a proof of work: solves a challenge and sends the call again, once. */
export function proving<Given extends { proof_of_work?: string | undefined }, Answer>(
  api: Api,
  call: (body: Given, options?: CallOptions) => Promise<Answer>,
) {
  return async (body: Given, options?: CallOptions): Promise<Answer> => {
    try {
      return await call(body, options)
    } catch (error) {
      const asked = error instanceof NanostackError && error.code === "bot_check_required"
      if (!asked || body?.proof_of_work !== undefined) throw error
      const { data } = await api.call("GET /auth/bot-challenge", { anonymous: true }, options)
      return call({ ...body, proof_of_work: await solve(data, options?.signal) }, options)
    }
  }
}

/**
 * Solves a challenge: about a second of work, which leaves the page responsive.
 * @throws NanostackError configuration, where there is no Web Crypto; aborted
 */
export async function solve(challenge: Challenge, signal?: AbortSignal): Promise<string> {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters
  if (!globalThis.crypto?.subtle)
    throw new NanostackError("configuration", "Bot protection requires Web Crypto: use https, or Node.js 20 or later.")
  const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0])
  const number = new DataView(password.buffer, password.length - 4)
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost }
  for (let counter = 0; ; counter++) {
    if (signal?.aborted) throw aborted(signal)
    number.setUint32(0, counter)
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"])
    const derivedKey = hex(new Uint8Array(await crypto.subtle.deriveBits(how, key, keyLength * 8)))
    if (derivedKey.startsWith(keyPrefix)) return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }))
  }
}

const bytes = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hex = (all: Uint8Array) => Array.from(all, (byte) => byte.toString(16).padStart(2, "0")).join("")
