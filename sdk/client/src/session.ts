import { NanostackError } from "../../core/error"
import type { TokenStorage } from "./storage"
import { isExpired, ownerOf, type Tokens } from "./tokens"

type Exchange<Answer> = (refreshToken: string) => Promise<Answer>
type OnEnd = ((error: NanostackError) => void) | undefined

/** `moved`: another person or organization is signed in than this page works for, until it calls `adopt`. */
export type Listener = (moved: boolean) => void

/**
 * The session of this page: tokens that other tabs may share and change. A page works for one person in one
 * organization; once another is signed in, its calls throw `session_changed`.
 */
export class Session<Answer extends { data: Tokens }> {
  readonly #listeners = new Set<Listener>()
  readonly #storage: TokenStorage
  readonly #exchange: Exchange<Answer>
  readonly #onEnd: OnEnd
  #first: Tokens | null
  #running: Promise<Answer | null> | undefined
  #unwatch: (() => void) | undefined
  /** The owner of the tokens that this page works for, and of those read last; undefined before the first read. */
  #page: string | null | undefined
  #seen: string | null | undefined

  constructor(first: Tokens | null, storage: TokenStorage, exchange: Exchange<Answer>, onEnd: OnEnd) {
    this.#first = first
    this.#storage = storage
    this.#exchange = exchange
    this.#onEnd = onEnd
  }

  /**
   * Returns this page's tokens, or null when signed out.
   * @throws NanostackError session_changed
   */
  async tokens(): Promise<Tokens | null> {
    const tokens = await this.#read()
    if (tokens && ownerOf(tokens) !== this.#page) throw sessionChanged()
    return tokens
  }

  /**
   * Returns an access token that has not expired, or null when signed out.
   * @throws NanostackError session_changed; network_error or timeout when it has expired and can't be renewed now
   */
  async freshToken(): Promise<string | null> {
    const tokens = await this.tokens()
    if (!tokens || !isExpired(tokens)) return tokens?.token ?? null
    return (await this.renew(tokens.token, nobody())) ? ((await this.tokens())?.token ?? null) : null
  }

  async #read(): Promise<Tokens | null> {
    const kept = this.#first ?? (await this.#storage.get())
    const tokens = typeof kept?.token === "string" && kept.token !== "" ? kept : null
    this.#see(ownerOf(tokens))
    return tokens
  }

  /** Notices a change by another tab. */
  #see(owner: string | null): void {
    // A page without a person works for the one who signs in.
    this.#page ??= owner
    const before = this.#seen
    this.#seen = owner
    if (before !== undefined && before !== owner) this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.#seen !== this.#page)
  }

  /** Makes this page one of the person signed in now. */
  async adopt(): Promise<void> {
    this.#page = ownerOf(await this.#read())
  }

  /** Stores the tokens of a sign-in by this page; null to forget them. */
  set(tokens: Tokens | null): Promise<void> {
    this.#page = ownerOf(tokens)
    return this.#keep(tokens)
  }

  /** Stores tokens that were received now. */
  receive(tokens: Tokens): Promise<void> {
    return this.set({ ...tokens, received_at: Date.now() })
  }

  async #keep(tokens: Tokens | null): Promise<void> {
    this.#first = null
    this.#seen = ownerOf(tokens)
    const { token = "", refresh_token = null, expires_at = null, received_at = null, owner } = tokens ?? {}
    await this.#storage.set(tokens && { token, refresh_token, expires_at, received_at, ...(owner && { owner }) })
    this.#tell()
  }

  /** Forgets this page's tokens, and returns them; not those of another person, who signed in meanwhile. */
  async leave(): Promise<Tokens | null> {
    const tokens = await this.#read()
    if (tokens && ownerOf(tokens) !== this.#page) {
      this.#tell()
      return null
    }
    await this.set(null)
    return tokens
  }

  /**
   * After a 401 with `used`: whether there is another token by now.
   * @throws NanostackError when that cannot be determined, such as network_error
   */
  async renew(used: string | null, error: NanostackError): Promise<boolean> {
    if (used === null || (await this.tokens()) === null) return false
    try {
      await this.refresh(used, error)
      return true
    } catch (refused) {
      if (refused instanceof NanostackError && ends(refused)) return false
      throw refused
    }
  }

  /** Exchanges the refresh token. Concurrent callers share the result; null when `used` was already exchanged. */
  refresh(used?: string, because?: NanostackError): Promise<Answer | null> {
    this.#running ??= this.#alone(() => this.#rotate(this.#exchange, used, because)).finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Exchanges the refresh token for one of another organization, after any pending exchange. */
  async switch(exchange: Exchange<Answer>): Promise<Answer> {
    while (this.#running) await this.#running.catch(() => {})
    const running = this.#alone(() => this.#rotate(exchange, undefined, undefined, true)).finally(() => {
      this.#running = undefined
    })
    this.#running = running
    return (await running) as Answer
  }

  #alone<T>(run: () => Promise<T>): Promise<T> {
    return this.#storage.alone ? this.#storage.alone(run) : run()
  }

  async #rotate(exchange: Exchange<Answer>, used?: string, because = nobody(), moves = false): Promise<Answer | null> {
    const before = await this.tokens()
    if (used !== undefined && before && before.token !== used) return null
    // A sign-out or sign-in in the meantime wins.
    const unchanged = async () => (await this.#read())?.token === before?.token
    try {
      if (!before?.refresh_token) throw because
      const answer = await exchange(before.refresh_token)
      const tokens = { ...answer.data, received_at: Date.now() }
      if (await unchanged()) await (moves ? this.set(tokens) : this.#keep(tokens))
      return answer
    } catch (error) {
      if (before && error instanceof NanostackError && ends(error) && (await unchanged())) {
        await this.#keep(null)
        this.#onEnd?.(error)
      }
      throw error
    }
  }

  /** Calls `listener` on every sign-in, sign-out, switch and token renewal, and when another tab changed the session. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener)
    this.#unwatch ??= this.#storage.watch?.(() => void this.#read().catch(() => {}))
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#unwatch?.()
      this.#unwatch = undefined
    }
  }
}

/** A rejected refresh token is permanently invalid; a network failure says nothing about it. */
const ends = ({ status }: NanostackError) => status === 401 || status === 422

const nobody = () => new NanostackError("unauthenticated", "No one is signed in.", { status: 401 })

/** The error of a page whose person or organization is no longer the one that is signed in. */
export const sessionChanged = () =>
  new NanostackError("session_changed", "Someone else is signed in now, or in another organization. Reload the page.")
