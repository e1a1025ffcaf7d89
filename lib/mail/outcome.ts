/** A rendered mail on its way out. */
export type Outgoing = { id: string; from: string; to: string; subject: string; text: string; html: string }

/**
 * What became of an attempt. `answer` is what the other side said, for people.
 * - retry: later, in `afterSeconds` at the earliest; `busy` where the other side says that we send too fast
 * - bounced: the address does not take mail, now or ever
 * - failed: this mail cannot be sent
 * - dropped: it need not be sent any more
 */
export type Outcome =
  | { state: "sent"; transportId: string | null; answer: string }
  | { state: "retry"; answer: string; afterSeconds?: number; busy?: boolean }
  | { state: "bounced" | "failed" | "dropped"; answer: string }

/**
 * A way out. `send` may throw: whatever it throws is a reason to try again later. `oneAtATime`, where the other side would
 * not recognize a mail that it has already: a worker settles each before it sends the next, so that a killed one repeats
 * one at most.
 */
export type Transport = {
  name: "resend" | "smtp" | "inbox" | "off"
  oneAtATime?: boolean
  send: (mail: Outgoing) => Promise<Outcome>
}
