import { createHash, randomUUID } from "node:crypto"
import type { Person } from "./person"

/** A sign-in to an application. */
export type SignIn = { id: string; at: number; person: Person; clientId: string; audience: string | undefined }

type Code = { signIn: SignIn; challenge: string; nonce: string | undefined }

/** Sign-ins of an issuer, with their codes and tokens. */
export class SignIns {
  readonly #live = new Map<string, SignIn>()
  readonly #codes = new Map<string, Code>()
  readonly #tokens = new Map<string, string>()

  /** Begins a sign-in. @returns its code */
  begin(given: Omit<SignIn, "id" | "at">, challenge: string, nonce: string | undefined): string {
    const signIn = { ...given, id: `ses_${randomUUID()}`, at: Math.floor(Date.now() / 1000) }
    this.#live.set(signIn.id, signIn)
    const code = randomUUID()
    this.#codes.set(code, { signIn, challenge, nonce })
    return code
  }

  /** Redeems a code, once, with the verifier of its challenge. */
  redeem(code: string, verifier: string): Pick<Code, "signIn" | "nonce"> | null {
    const found = this.#codes.get(code)
    this.#codes.delete(code)
    return found?.challenge === createHash("sha256").update(verifier).digest("base64url") ? found : null
  }

  /** Makes a token be one of a sign-in. */
  issue(signIn: SignIn, token: string): string {
    this.#tokens.set(token, signIn.id)
    return token
  }

  /** Returns the live sign-in of a token. */
  find(token: string): SignIn | null {
    return this.#live.get(this.#tokens.get(token) ?? "") ?? null
  }

  /** Ends the sign-ins that `isMeant` selects. @returns them */
  end(isMeant: (signIn: SignIn) => boolean): SignIn[] {
    const ended = [...this.#live.values()].filter(isMeant)
    for (const { id } of ended) this.#live.delete(id)
    return ended
  }

  /** Changes what a person's sign-ins are worth from now on. */
  change(userId: string, changes: Partial<Person>): void {
    for (const signIn of this.#live.values())
      if (signIn.person.id === userId) signIn.person = { ...signIn.person, ...changes }
  }
}
