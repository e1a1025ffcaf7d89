import { NanostackError } from "../../core/error"
import type { Data, Envelope } from "../../core/types"
import type { TokenStorage, Tokens } from "./storage"

type Answer = Envelope<Data<"POST /auth/refresh">>
type Exchange = (refreshToken: string) => Promise<Answer>
type OnEnd = ((error: NanostackError) => void) | undefined

/** Tokens of the signed-in user. Renews them when expired: once, for any number of concurrent calls. */
export class Session {
  readonly #listeners = new Set<() => void>()
  readonly #storage: TokenStorage
  readonly #exchange: Exchange
  readonly #onEnd: OnEnd
  #first: Tokens | null
  #running: Promise<Answer | null> | undefined

  constructor(first: Tokens | null, storage: TokenStorage, exchange: Exchange, onEnd: OnEnd) {
    this.#first = first
    this.#storage = storage
    this.#exchange = exchange
    this.#onEnd = onEnd
  }

  /** Returns the current tokens; another tab may have changed them. */
  async tokens(): Promise<Tokens | null> {
    if (this.#first) return this.#first
    const kept = await this.#storage.get()
    return typeof kept?.token === "string" && kept.token !== "" ? kept : null
  }

  /** Stores tokens after a sign-in; null after a sign-out. */
  async set(tokens: Tokens | null): Promise<void> {
    this.#first = null
    const { token = "", refresh_token = null, expires_at = null } = tokens ?? {}
    await this.#storage.set(tokens && { token, refresh_token, expires_at })
    for (const listener of this.#listeners) listener()
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

  /** Exchanges the refresh token by another call, after any pending exchange. */
  async rotate(exchange: Exchange): Promise<Answer> {
    while (this.#running) await this.#running.catch(() => {})
    const running = this.#alone(() => this.#rotate(exchange)).finally(() => {
      this.#running = undefined
    })
    this.#running = running
    return (await running) as Answer
  }

  #alone<T>(run: () => Promise<T>): Promise<T> {
    return this.#storage.alone ? this.#storage.alone(run) : run()
  }

  async #rotate(exchange: Exchange, used?: string, because = nobody()): Promise<Answer | null> {
    const before = await this.tokens()
    if (used !== undefined && before && before.token !== used) return null
    // A sign-out or sign-in in the meantime wins.
    const unchanged = async () => (await this.tokens())?.token === before?.token
    try {
      if (!before?.refresh_token) throw because
      const answer = await exchange(before.refresh_token)
      if (await unchanged()) await this.set(answer.data)
      return answer
    } catch (error) {
      if (before && error instanceof NanostackError && ends(error) && (await unchanged())) {
        await this.set(null)
        this.#onEnd?.(error)
      }
      throw error
    }
  }

  /** Calls `listener` on every sign-in, sign-out and token renewal. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

/** A rejected refresh token is permanently invalid; a network failure says nothing about it. */
const ends = ({ status }: NanostackError) => status === 401 || status === 422

const nobody = () => new NanostackError("unauthenticated", "No one is signed in.", { status: 401 })
