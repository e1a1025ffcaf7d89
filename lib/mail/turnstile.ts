/** Lets one through at a time, in the order they came. */
export class Turnstile {
  #last: Promise<void> = Promise.resolve()

  /** Waits for all who came before. @returns what lets the next one through; called again it does nothing */
  async enter(): Promise<() => void> {
    const before = this.#last
    let leave = () => {}
    this.#last = new Promise((done) => {
      leave = done
    })
    await before
    return leave
  }
}
