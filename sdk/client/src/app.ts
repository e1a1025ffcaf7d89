import { NanostackError } from "../../core/error"
import {
  type AppOptions,
  begin,
  complete,
  noteLeft,
  type Prompt,
  type Responded,
  refresh,
  revoke,
  type Target,
  targetOf,
} from "./redirect"
import { type Listener, Session } from "./session"
import { tabStorage } from "./tab-storage"
import type { Tokens } from "./tokens"

export { type ErrorCode, NanostackError } from "../../core/error"
export type { Permission } from "../../core/permissions"
export type { AppOptions, AppUser } from "./redirect"

type Fresh = { token: string; from: number; until: number }

/**
 * Signs people in to a page without a server, by redirecting to Nanostack. Tokens are in memory only; a reload gets new
 * ones from Nanostack.
 */
export class NanostackApp {
  readonly #target: Target
  readonly #session: Session<{ data: Tokens }>
  readonly #tokens = new Map<string, Fresh>()
  readonly #running = new Map<string, Promise<string | null>>()
  #loading: Promise<Responded["user"] | null> | undefined
  #user: Responded["user"] | null = null

  constructor(options: AppOptions) {
    this.#target = targetOf(options)
    const storage = tabStorage(`nanostack ${options.clientId}`)
    this.#session = new Session<{ data: Tokens }>(null, storage, (token) => this.#exchange(token, ""), undefined)
  }

  /** Goes to Nanostack, and comes back to `returnTo`: by default this page. Never resolves. */
  signIn(options: { returnTo?: string; prompt?: Prompt; organizationId?: string } = {}): Promise<never> {
    return begin(this.#target, options)
  }

  /**
   * Resolves to who is signed in. Completes a sign-in where the page was opened by one, and renews it after a reload.
   * @throws NanostackError unauthenticated when a sign-in was canceled or can't be completed; network_error
   */
  load(): Promise<Responded["user"] | null> {
    this.#loading ??= this.#complete().finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  async #complete(): Promise<Responded["user"] | null> {
    if (await this.#session.tokens()) return this.#user
    const responded = await complete(this.#target)
    if (responded) await this.#session.receive(this.#keep(responded, this.#target.audiences[0] ?? ""))
    return this.#user
  }

  /**
   * Resolves to an access token that hasn't expired; null when signed out.
   * @param options.audience identifier of the API that it is for, one of `audiences`
   * @throws NanostackError session_changed when someone else has signed in meanwhile; network_error
   */
  async getToken({ audience = "" }: { audience?: string } = {}): Promise<string | null> {
    if ((await this.#session.tokens()) === null) return null
    const known = this.#tokens.get(audience)
    const now = Date.now()
    if (known && now >= known.from && now < known.until) return known.token
    const running = this.#running.get(audience) ?? this.#renew(audience)
    this.#running.set(audience, running)
    return running.finally(() => this.#running.delete(audience))
  }

  async #renew(audience: string): Promise<string | null> {
    try {
      await this.#session.switch((token) => this.#exchange(token, audience))
      return this.#tokens.get(audience)?.token ?? null
    } catch (error) {
      if (!(error instanceof NanostackError) || error.status !== 401) throw error
      this.#forget()
      return null
    }
  }

  async #exchange(refreshToken: string, audience: string): Promise<{ data: Tokens }> {
    return { data: this.#keep(await refresh(this.#target, refreshToken, audience), audience) }
  }

  #keep({ user, token, seconds, refresh_token }: Responded, audience: string): Tokens {
    const from = Date.now()
    const until = from + (seconds - Math.min(10, seconds / 4)) * 1_000
    this.#user = user ?? this.#user
    this.#tokens.set(audience, { token, from, until })
    return { token, refresh_token, owner: this.#user ? `${this.#user.id} ${this.#user.organization.id}` : "" }
  }

  #forget(): void {
    this.#user = null
    this.#tokens.clear()
  }

  /** Signs out: forgets the tokens, then tells Nanostack. Never rejects. */
  async signOut(): Promise<void> {
    try {
      noteLeft(this.#target)
      const tokens = await this.#session.leave()
      this.#forget()
      revoke(this.#target, tokens?.refresh_token ?? tokens?.token)
    } catch {
      // Signed out here, whatever the server says.
    }
  }

  /** Calls `listener` when someone signs in or out, in this tab or another; with `true` until `adopt` is called. */
  onChange(listener: Listener): () => void {
    return this.#session.onChange(listener)
  }

  /** After `session_changed`: forgets the previous person, once nothing of them is shown. */
  async adopt(): Promise<void> {
    this.#forget()
    noteLeft(this.#target)
    await this.#session.set(null)
  }
}
