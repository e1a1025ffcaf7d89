/** A rendered email, ready to send. */
export type Outgoing = { id: string; from: string; to: string; subject: string; text: string; html: string }

/**
 * Result of an attempt. `answer` is the server's response, as text.
 * - retry: try again, after `afterSeconds` at the earliest; `busy` if the server says that we send too fast
 * - bounced: the address doesn't accept email
 * - failed: this email can't be sent
 * - dropped: no longer needed
 */
export type Outcome =
  | { state: "sent"; transportId: string | null; answer: string }
  | { state: "retry"; answer: string; afterSeconds?: number; busy?: boolean }
  | { state: "bounced" | "failed" | "dropped"; answer: string }

/**
 * A way to send email. Whatever `send` throws causes a retry. `oneAtATime` is set where the server doesn't recognize
 * duplicates: each email is settled before the next is sent, so that a worker that is killed repeats one at most.
 */
export type Transport = {
  name: "resend" | "smtp" | "inbox" | "off"
  oneAtATime?: boolean
  send: (mail: Outgoing) => Promise<Outcome>
}
